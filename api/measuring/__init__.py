"""The ranking measured beside its peers, on frozen samples: what ``volante bench`` and ``benchmarks/`` call.

``samples``   a frozen sample, made and prepared, with the seconds of each step
``clock``     repeated calls, threads, memory
``columns``   the tables as pandas columns and plain matrices, read without the engine
``block``     a pandas/NumPy version of the same score over blocks, the third opinion
``pair``      a plain Python loop over single pairs, the fourth
``vectors``   FAISS, sparse_dot_topn and HNSW on vectors of the same people and vacancies
``figures``   each figure of the table
``report``    the table, JSON and the plot's data
``plot``      the picture (SVG)
"""
