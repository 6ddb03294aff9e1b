"""One-step entropy loss as a user would write it first: mpmath's numbers, the sum by the definition.

    one_step.py N [DENOMINATOR]    prints the seconds that two symbols on a lattice take
"""
import sys
import time

from mpmath import binomial, log, mp, mpf

mp.prec = 128


def x_log_x(x):
    return x * log(x) if x else mpf(0)


def loss(parts, denominator, samples):
    total = mpf(0)
    for part in parts:
        p = mpf(part) / denominator
        expected = mpf(0)
        for k in range(samples + 1):
            expected += binomial(samples, k) * p**k * (1 - p) ** (samples - k) * x_log_x(mpf(k) / samples)
        total += expected - x_log_x(p)
    return total


samples = int(sys.argv[1])
denominator = int(sys.argv[2]) if len(sys.argv) > 2 else 24
begin = time.process_time()
for part in range(denominator // 2 + 1):
    assert loss((part, denominator - part), denominator, samples) >= -mpf(2) ** -100
print(time.process_time() - begin)
