-- Into how many files each period of the dataset is cut: a power of two, each with about $rows_per_file rows at most.
SELECT period_of(day) AS period, greatest(1, pow(2, ceil(log2(count(*) / $rows_per_file))))::BIGINT AS buckets
FROM dataset
GROUP BY period
