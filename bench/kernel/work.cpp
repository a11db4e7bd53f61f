#include "bench/kernel/work.h"

#include <cmath>

namespace bench {

Luck::Luck() {
  for (std::size_t i = 0; i < 256; ++i) knots_[i] = -std::log1p(-static_cast<double>(i) / 256);
  knots_[256] = knots_[255] + 2;  // keeps the mean of the tail
  double mean = 0;
  for (std::size_t i = 0; i < 256; ++i) mean += (knots_[i] + knots_[i + 1]) / 512;
  for (double& knot : knots_) knot *= 1e9 / mean;
}

}  // namespace bench
