"""How the weights that the package ships are made again from data. Nothing here runs in a pipeline."""
