import csv

import numpy as np

rng = np.random.default_rng(20261121)
P, R, B = 40, 8, 4
p = rng.normal(0, 0.5, P)
r = rng.normal(0, 0.3, R)
pb = rng.normal(0, 0.55, (P, B))
bl = [3.0, 3.3, 2.8, 3.1]
rows = []
for i in range(P):
    for b in range(B):
        for k in rng.choice(R, 3, replace=False):
            rows.append(
                (
                    f"p{i + 1:02d}",
                    f"r{k + 1}",
                    f"b{b + 1}",
                    round(bl[b] + p[i] + r[k] + pb[i, b] + rng.normal(0, 0.55), 3),
                )
            )
keep = rng.random(len(rows)) > 0.20
with open("ratings.csv", "w", newline="") as f:
    w = csv.writer(f, lineterminator="\n")
    w.writerow(["person", "rater", "block", "rating"])
    for row, k in zip(rows, keep, strict=True):
        w.writerow([*row[:3], row[3] if k else ""])
