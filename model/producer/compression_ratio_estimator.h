#pragma once
/// How well a topic's records compress, as a producer has come to expect. Kafka: CompressionRatioEstimator.

#include <algorithm>
#include <vector>

#include "model/types/ids.h"

namespace kafka {

/// Of one codec: a producer has only one. Kafka keeps it for all producers of a process together.
class CompressionRatioEstimator {
 public:
  static constexpr float kImprovingStep = 0.005F;
  static constexpr float kDeteriorateStep = 0.05F;
  /// Room for records that compress worse than expected. Kafka: COMPRESSION_RATE_ESTIMATION_FACTOR.
  static constexpr float kEstimationFactor = 1.05F;

  [[nodiscard]] float estimation(TopicId topic) const {
    const auto at = static_cast<std::size_t>(topic.value());
    return at < ratios_.size() ? ratios_[at] : 1.0F;
  }
  void set(TopicId topic, float ratio) {
    const auto at = static_cast<std::size_t>(topic.value());
    if (at >= ratios_.size()) ratios_.resize(at + 1, 1.0F);
    ratios_[at] = ratio;
  }
  /// A batch turned out so: quick to fear the worse, slow to hope for the better.
  void update(TopicId topic, float observed) {
    const float current = estimation(topic);
    if (observed > current) set(topic, std::max(current + kDeteriorateStep, observed));
    if (observed < current) set(topic, std::max(current - kImprovingStep, observed));
  }

 private:
  std::vector<float> ratios_;  // by topic
};

}  // namespace kafka
