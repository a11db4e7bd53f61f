#pragma once
/// Logarithm, exponential and power from + - * / alone.
///
/// The C library chooses its own code by processor (with or without fused multiply-add), and the last bit may differ.
/// These are the same everywhere IEEE doubles are, so a seed gives the same run on every machine and compiler.
/// Relative error below 4e-16 (logarithm, exponential); power: below 1e-15 * (1 + |y log x|).

namespace sim {

/// Natural logarithm, x > 0 and finite.
double natural_log(double x);
/// e^x; 0 below -745, infinity above 709.78.
double exponential(double x);
/// x^y for x > 0.
double power(double x, double y);
/// (e^x - 1) / x, continuous at 0 (where it is 1). Relative error below 1e-13.
double exp_minus_one_over(double x);
/// log(1 + x) / x for x > -1, continuous at 0 (where it is 1). Relative error below 1e-13.
double log_one_plus_over(double x);

}  // namespace sim
