#pragma once
/// What happens to a cluster and to its clients, in words: what somebody who watches would want to be told.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "model/observe/event.h"
#include "scenarios/engine/run/names.h"

namespace scenario {

/// What a piece of news means for whoever reads on.
enum class Mood {
  bad,      ///< something broke, or is lost
  change,   ///< the cluster reacts
  good,     ///< something works again
  neutral,  ///< an administrator's doing
};

struct News {
  using Subject = std::variant<std::string, kafka::TopicPartition, kafka::ClientId>;

  Mood mood = Mood::change;
  /// "broker-103 leads {}"; where "{}" stands is the subject. What has the same words can be told together.
  std::string words;
  Subject subject;
  std::int64_t amount = 0;  ///< records, where they count
};

/// Nothing: it is no news. Processes that start and end, faults and rebalances are not told here: a run and a terminal
/// look at them differently.
std::optional<News> news_of(const kafka::Event& event, const Names& names);

/// `words` with the subject in its place.
std::string with_subject(std::string words, const std::string& subject);

}  // namespace scenario
