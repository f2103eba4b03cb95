#!/usr/bin/python3
"""Trains scikit-learn's forest and boosting on rows that TrainingRows wrote.

Prints what PeerTraining prints: model, seconds and CPU-seconds of its training, name and size of
a figure on the test rows. Given PeerTraining's lines in a file, ends with both side by side.
"""

import argparse
import json
import pathlib
import resource
import time

import numpy
import sklearn
from sklearn.ensemble import GradientBoostingClassifier, RandomForestRegressor
from sklearn.metrics import log_loss, mean_squared_error, roc_auc_score

SEED = 42


class Rows:
    """One side of the split."""

    def __init__(self, folder, name, rows, columns):
        self.features = numpy.fromfile(folder / f"{name}-features.f32", "<f4")
        self.features = self.features.reshape(rows, columns)
        self.price = numpy.fromfile(folder / f"{name}-price.f32", "<f4")
        self.interrupted = numpy.fromfile(folder / f"{name}-interrupted.i8", "i1")


def cpu_seconds():
    times = resource.getrusage(resource.RUSAGE_SELF)
    return times.ru_utime + times.ru_stime


class Report:
    """Prints lines and keeps them."""

    def __init__(self):
        self.lines = {}

    def fit(self, model, features, target):
        cpu, begun = cpu_seconds(), time.perf_counter()
        model.fit(features, target)
        self.spent = time.perf_counter() - begun, cpu_seconds() - cpu
        return model

    def add(self, model, figure, size):
        print(f"{model}\t{self.spent[0]:.2f}\t{self.spent[1]:.2f}\t{figure}\t{size:.5f}", flush=True)
        self.lines[model, figure] = (*self.spent, size)


def forests(report, train, test, columns, shares, threads):
    target = train.price.astype(float)
    for share in shares:
        forest = RandomForestRegressor(
            n_estimators=100,
            max_depth=15,
            min_samples_leaf=5,
            max_features=share,
            n_jobs=threads,
            random_state=SEED,
        )
        report.fit(forest, train.features[:, columns], target)
        forecasts = forest.predict(test.features[:, columns])
        name = "forest" if share == shares[0] else f"forest-{share}"
        report.add(name, "rmse", mean_squared_error(test.price, forecasts, squared=False))


def boosting(report, train, test):
    classifier = GradientBoostingClassifier(
        n_estimators=100, max_depth=5, learning_rate=0.1, random_state=SEED
    )
    report.fit(classifier, train.features, train.interrupted)
    probability = classifier.predict_proba(test.features)[:, 1]
    report.add("boosting", "auc", roc_auc_score(test.interrupted, probability))
    report.add("boosting", "log_loss", log_loss(test.interrupted, probability))


def compare(ours, theirs):
    """Prints each figure of both, and their ratio: below 1 is less for us."""
    print(f"\n{'':22}{'Spotwise':>10}{'scikit-learn':>14}{'ratio':>8}")
    for line in ours.read_text().splitlines():
        model, seconds, cpu, figure, size = line.split("\t")
        if (model, figure) not in theirs:
            continue
        rows = zip(("s", "CPU-s", figure), (seconds, cpu, size), theirs[model, figure])
        for name, mine, other in rows:
            if name == figure or figure in ("rmse", "auc"):
                ratio = float(mine) / other
                print(f"{model + ' ' + name:22}{float(mine):10.4f}{other:14.4f}{ratio:8.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path, help="where TrainingRows wrote")
    parser.add_argument("--threads", type=int, default=2, help="for the forest (default 2)")
    parser.add_argument(
        "--max-features",
        type=float,
        nargs="+",
        default=[0.6],
        help="share of the columns that each split of a forest chooses from; one forest each",
    )
    parser.add_argument("--beside", type=pathlib.Path, help="file with PeerTraining's lines")
    given = parser.parse_args()
    about = json.loads((given.folder / "rows.json").read_text())
    columns = about["columns"]
    train = Rows(given.folder, "train", about["trainRows"], len(columns))
    test = Rows(given.folder, "test", about["testRows"], len(columns))
    price = [columns.index(name) for name in about["priceColumns"]]
    print(f"# scikit-learn {sklearn.__version__}, numpy {numpy.__version__}", flush=True)
    report = Report()
    forests(report, train, test, price, given.max_features, given.threads)
    boosting(report, train, test)
    if given.beside:
        compare(given.beside, report.lines)


if __name__ == "__main__":
    main()
