"""Trains the learned coder on `schemas/training/` and writes its weights: same sentences, same bytes.

    python schemas/compile/coder.py

`acts.npz` says which words carry an act, `ends.npz` who does it to whom, `coder.npz` what one given party does to
another.
Needs scikit-learn (extra `train`). About two minutes on two cores.
"""

import os
from pathlib import Path


def main() -> None:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from kg.extract.corpus import read_corpus
    from kg.extract.linear import save_model
    from kg.extract.load import load_parties, load_rules
    from kg.extract.training import ACT_STRENGTH, END_STRENGTH, PAIR_STRENGTH, examples, pair_examples, train
    from kg.parse import Parser
    from kg.vocabulary.lexicon import load_lexicon
    from kg.vocabulary.load_actors import load_actor_tables

    schemas = Path(__file__).resolve().parent.parent
    lexicon = load_lexicon()
    tables = load_actor_tables()
    rules, parties = load_rules(tables, lexicon), load_parties(tables, lexicon)
    labelled = list(read_corpus(schemas / "training"))
    parser = Parser()
    docs = [parser.one(block.text) for block in labelled]
    found = examples(labelled, docs, rules, lexicon, parties)
    models = {
        "acts": train(found.acts, ACT_STRENGTH, found.quiet),
        "ends": train(found.ends, END_STRENGTH),
        "coder": train(list(pair_examples(labelled, docs, rules, lexicon)), PAIR_STRENGTH, balanced=True),
    }
    for name, model in models.items():
        save_model(model, schemas / f"{name}.npz")
        print(f"{name}: {len(labelled)} texts, {len(model.index)} features, {len(model.classes)} classes")


if __name__ == "__main__":
    main()
