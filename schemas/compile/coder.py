"""Trains the learned coder on `schemas/training/` and writes `schemas/coder.npz`: same sentences, same bytes.

    python schemas/compile/coder.py

Needs scikit-learn (extra `train`). About a minute on two cores.
"""

import os
from pathlib import Path


def main() -> None:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from kg.extract.linear import save_model
    from kg.extract.load import load_rules
    from kg.extract.training import examples, read_corpus, train
    from kg.parse import Parser
    from kg.vocabulary.actors import load_actor_tables
    from kg.vocabulary.lexicon import load_lexicon

    schemas = Path(__file__).resolve().parent.parent
    lexicon = load_lexicon()
    rules = load_rules(load_actor_tables(), lexicon)
    labelled = list(read_corpus(schemas / "training"))
    parser = Parser()
    docs = (parser.one(block.text) for block in labelled)
    model = train(list(examples(labelled, docs, rules, lexicon)))
    save_model(model, schemas / "coder.npz")
    print(f"{len(labelled)} texts, {len(model.index)} features, {len(model.classes)} classes")


if __name__ == "__main__":
    main()
