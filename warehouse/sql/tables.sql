-- The tables. Names, order and types of the columns are those of pipelines/schemas.py, and a test compares them; their
-- comments are written from its descriptions when the tables are made. No primary keys: they cost four times the load,
-- and uniqueness is an asset check.

CREATE TABLE documents (
    document_id VARCHAR,
    content_hash VARCHAR,
    text_hash VARCHAR,
    text VARCHAR,
    title VARCHAR,
    language VARCHAR,
    language_confidence FLOAT,
    url VARCHAR,
    source VARCHAR,
    author VARCHAR,
    uri VARCHAR,
    media_type VARCHAR,
    encoding VARCHAR,
    lines STRUCT("start" INTEGER, "end" INTEGER, "label" VARCHAR, reason VARCHAR, score FLOAT)[],
    hints STRUCT(kind VARCHAR, "value" VARCHAR)[],
    offset_map STRUCT("text" INTEGER, source INTEGER)[],
    given_published VARCHAR,
    given_by VARCHAR,
    captured VARCHAR,
    rejected VARCHAR,
    detail VARCHAR
);

CREATE TABLE publication_dates (
    document_id VARCHAR,
    content_hash VARCHAR,
    earliest DATE,
    latest DATE,
    most_likely DATE,
    granularity VARCHAR,
    method VARCHAR,
    confidence FLOAT,
    contradicted BOOLEAN,
    evidence STRUCT(
        kind VARCHAR, origin VARCHAR, surface VARCHAR, "start" INTEGER, "end" INTEGER, earliest DATE, latest DATE,
        weight FLOAT, used BOOLEAN, note VARCHAR
    )[]
);

CREATE TABLE time_expressions (
    document_id VARCHAR,
    content_hash VARCHAR,
    "position" INTEGER,
    "start" INTEGER,
    "end" INTEGER,
    surface VARCHAR,
    "type" VARCHAR,
    "value" VARCHAR,
    "mod" VARCHAR,
    earliest DATE,
    latest DATE,
    edtf VARCHAR,
    anchor VARCHAR,
    anchor_position INTEGER,
    rule VARCHAR
);

CREATE TABLE event_mentions (
    document_id VARCHAR,
    content_hash VARCHAR,
    mention_id VARCHAR,
    "start" INTEGER,
    "end" INTEGER,
    surface VARCHAR,
    lemma VARCHAR,
    "class" VARCHAR,
    event_type VARCHAR,
    tense VARCHAR,
    aspect VARCHAR,
    polarity VARCHAR,
    modality VARCHAR,
    certainty VARCHAR,
    reporter STRUCT("start" INTEGER, "end" INTEGER, head_start INTEGER, head_end INTEGER, "name" VARCHAR),
    agent STRUCT("start" INTEGER, "end" INTEGER, head_start INTEGER, head_end INTEGER, "name" VARCHAR),
    patient STRUCT("start" INTEGER, "end" INTEGER, head_start INTEGER, head_end INTEGER, "name" VARCHAR),
    place STRUCT("start" INTEGER, "end" INTEGER, head_start INTEGER, head_end INTEGER, "name" VARCHAR),
    participants STRUCT(
        "role" VARCHAR, kind VARCHAR, "start" INTEGER, "end" INTEGER, head_start INTEGER, head_end INTEGER, "name" VARCHAR
    )[],
    sentence_start INTEGER,
    sentence_end INTEGER,
    time_expression INTEGER,
    begin_earliest DATE,
    begin_latest DATE,
    end_earliest DATE,
    end_latest DATE,
    ongoing BOOLEAN,
    date_basis VARCHAR,
    undated_reason VARCHAR,
    likely_relation VARCHAR,
    likely_begin DATE,
    likely_end DATE,
    likely_confidence FLOAT,
    likely_basis VARCHAR,
    country VARCHAR
);

-- Split off from the mentions as they are loaded: a sentence with three events is stored once.
CREATE TABLE sentences (
    document_id VARCHAR,
    sentence_start INTEGER,
    sentence_end INTEGER,
    sentence VARCHAR
);

CREATE TABLE events (
    event_id VARCHAR,
    headline VARCHAR,
    headline_mention VARCHAR,
    lemma VARCHAR,
    "class" VARCHAR,
    event_type VARCHAR,
    status VARCHAR,
    begin_earliest DATE,
    begin_latest DATE,
    end_earliest DATE,
    end_latest DATE,
    ongoing BOOLEAN,
    granularity VARCHAR,
    date_text VARCHAR,
    edtf VARCHAR,
    date_basis VARCHAR,
    undated_reason VARCHAR,
    place VARCHAR,
    participants VARCHAR[],
    mentions INTEGER,
    documents INTEGER,
    sources INTEGER,
    salience DOUBLE,
    likely_day DATE,
    likely_confidence FLOAT,
    country VARCHAR,
    planned_earliest DATE,
    planned_latest DATE
);

CREATE TABLE event_links (
    event_id VARCHAR,
    document_id VARCHAR,
    mention_id VARCHAR,
    reason VARCHAR
);

CREATE TABLE event_votes (
    event_id VARCHAR,
    matter VARCHAR,
    says VARCHAR,
    earliest DATE,
    latest DATE,
    mentions INTEGER,
    documents INTEGER,
    sources INTEGER,
    agrees BOOLEAN,
    told_in VARCHAR
);

CREATE TABLE event_history (
    event_id VARCHAR,
    successor_id VARCHAR,
    how VARCHAR,
    shared INTEGER,
    mentions INTEGER,
    change INTEGER,
    since DATE
);

CREATE TABLE document_sources (
    document_id VARCHAR,
    text_document_id VARCHAR,
    story_id VARCHAR,
    source VARCHAR
);

CREATE TABLE near_duplicates (
    document_id VARCHAR,
    other_id VARCHAR,
    story_id VARCHAR,
    kind VARCHAR,
    similarity FLOAT,
    containment FLOAT
);

CREATE TABLE derived_dates (
    document_id VARCHAR,
    earliest DATE,
    latest DATE,
    most_likely DATE,
    granularity VARCHAR,
    "rule" VARCHAR,
    "round" INTEGER,
    confidence FLOAT,
    own_earliest DATE,
    own_latest DATE,
    evidence STRUCT(
        "rule" VARCHAR, other_id VARCHAR, other_earliest DATE, other_latest DATE, earliest DATE, latest DATE,
        shared VARCHAR, "start" INTEGER, "end" INTEGER, used BOOLEAN, note VARCHAR
    )[]
);

CREATE TABLE derived_mentions (
    document_id VARCHAR,
    mention_id VARCHAR,
    begin_earliest DATE,
    begin_latest DATE,
    end_earliest DATE,
    end_latest DATE,
    surface VARCHAR,
    "rule" VARCHAR,
    other_id VARCHAR
);

CREATE TABLE repeated_lines (
    source VARCHAR,
    line_hash VARCHAR,
    text VARCHAR,
    documents INTEGER,
    stories INTEGER,
    "share" FLOAT
);

CREATE TABLE repeated_places (
    document_id VARCHAR,
    "start" INTEGER,
    "end" INTEGER,
    "label" VARCHAR,
    line_hash VARCHAR,
    source VARCHAR
);

CREATE TABLE faults (
    document_id VARCHAR,
    content_hash VARCHAR,
    stage VARCHAR,
    reason VARCHAR,
    detail VARCHAR
);

CREATE TABLE loaded (
    document_id VARCHAR,
    content_hash VARCHAR,
    stage VARCHAR,
    fingerprint VARCHAR
);
COMMENT ON TABLE loaded IS 'Which version of which document is in, stage by stage, also where the stage found nothing in it.';
COMMENT ON COLUMN loaded.document_id IS 'The document''s place.';
COMMENT ON COLUMN loaded.content_hash IS 'The version of it that is in.';
COMMENT ON COLUMN loaded.stage IS 'The stage whose rows are in.';
COMMENT ON COLUMN loaded.fingerprint IS 'Code and settings that the rows were made with.';

CREATE TABLE loaded_files (
    dataset VARCHAR,
    digest VARCHAR
);
COMMENT ON TABLE loaded_files IS 'Which file of a table that spans all documents is in.';
COMMENT ON COLUMN loaded_files.dataset IS 'The table.';
COMMENT ON COLUMN loaded_files.digest IS 'Hash of the file it was filled from.';

CREATE TABLE state (
    "name" VARCHAR,
    "value" VARCHAR
);
COMMENT ON TABLE state IS 'What the database knows of itself.';
COMMENT ON COLUMN state."name" IS 'views: hash of the views, macros and comments; migration: number of the last one applied.';
COMMENT ON COLUMN state."value" IS 'Its value.';
