#include "scenarios/engine/run/news.h"

#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/types/error_code.h"
#include "scenarios/engine/run/quantities.h"

namespace scenario {
namespace {

using Found = std::optional<News>;

std::string broker(kafka::BrokerId id) { return fmt::format("broker-{}", id.value()); }

std::string brokers(const std::vector<kafka::BrokerId>& ids) {
  std::vector<std::string> all;
  for (const kafka::BrokerId id : ids) all.push_back(broker(id));
  return fmt::format("{}", fmt::join(all, ", "));
}

std::string_view why(std::string_view strategy) {
  if (strategy == "offline") return "because the old one is gone";
  if (strategy == "preferred") return "because it is the preferred one";
  if (strategy == "reassign") return "because the replicas are reassigned";
  if (strategy == "controlled_shutdown") return "because the old one shuts down";
  return strategy;
}

/// One function for each kind of event that is news.
struct Teller {
  const Names& names;

  // ---- brokers and ZooKeeper
  Found operator()(const kafka::BrokerFailed& e) const {
    return News{Mood::bad, fmt::format("{{}} ends by itself: {}", e.why), broker(e.broker)};
  }
  Found operator()(const kafka::SessionExpired& e) const {
    const std::string silent = duration_text(sim::to_seconds(e.since_last_touch));
    return News{Mood::change, fmt::format("ZooKeeper gives up the session of {{}}, silent for {}", silent),
                names.host(e.owner)};
  }
  Found operator()(const kafka::ZooKeeperLeaderServing& e) const {
    return News{Mood::good, fmt::format("{{}} leads the ZooKeeper ensemble, with {} followers", e.followers),
                fmt::format("zookeeper-{}", e.server.value())};
  }
  Found operator()(const kafka::ControllerElected& e) const {
    return News{Mood::change, fmt::format("{{}} becomes the controller (epoch {})", e.controller_epoch.value()),
                broker(e.broker)};
  }

  // ---- partitions
  Found operator()(const kafka::LeaderElected& e) const {
    if (e.strategy == "new" || e.before == e.leader) return std::nullopt;
    if (e.unclean)
      return News{Mood::bad,
                  fmt::format("{} leads {{}}, although it is not in sync: an unclean election", broker(e.leader)),
                  e.tp};
    return News{Mood::change, fmt::format("{} leads {{}}, {}", broker(e.leader), why(e.strategy)), e.tp};
  }
  Found operator()(const kafka::LeaderElectionFailed& e) const {
    return News{Mood::bad, "no replica may lead {}", e.tp};
  }
  Found operator()(const kafka::IsrShrunk& e) const {
    const char* are = e.removed.size() == 1 ? "is" : "are";
    return News{Mood::bad, fmt::format("{} {} out of sync in {{}}", brokers(e.removed), are), e.tp};
  }
  Found operator()(const kafka::IsrExpanded& e) const {
    return News{Mood::good, fmt::format("{} is in sync again in {{}}", broker(e.added)), e.tp};
  }
  Found operator()(const kafka::LogTruncated& e) const {
    const std::int64_t records = e.from.value() - e.to.value();
    if (records <= 0) return std::nullopt;
    return News{Mood::bad, fmt::format("{} cuts its log of {{}}", broker(e.broker)), e.tp, records};
  }
  Found operator()(const kafka::LogLoaded& e) const {
    if (!e.recovered) return std::nullopt;
    return News{Mood::change, fmt::format("{} scans its log of {{}}, which was not closed well", broker(e.broker)),
                e.tp};
  }
  Found operator()(const kafka::ReassignmentCompleted& e) const {
    return News{Mood::good, fmt::format("the replicas of {{}} are now on {}", brokers(e.replicas)), e.tp};
  }
  Found operator()(const kafka::TopicDeleted& e) const {
    return News{Mood::neutral, "topic {} is deleted", names.topic(e.topic)};
  }
  Found operator()(const kafka::AdminCommandDone& e) const {
    const std::string result = e.error.empty() ? "done" : "refused, " + e.error;
    return News{e.error.empty() ? Mood::neutral : Mood::bad,
                fmt::format("administrator: {} {{}}: {}", e.command, result), e.target};
  }

  // ---- clients
  Found operator()(const kafka::RecordsFailed& e) const {
    const std::string_view what = e.exception.empty() ? name_of(e.error) : e.exception;
    return News{Mood::bad, fmt::format("{{}} gives records up: {}", what), e.producer, e.count};
  }
  Found operator()(const kafka::SendFailed& e) const {
    return News{Mood::bad, fmt::format("send() of {{}} fails: {}", e.exception), e.producer, 1};
  }
  Found operator()(const kafka::ConsumerFailed& e) const {
    return News{Mood::bad, fmt::format("{{}} ends with {}", e.exception), names.client(e.member)};
  }
  Found operator()(const kafka::ProducerFailed& e) const {
    return News{Mood::bad, fmt::format("{{}} must be closed: {}", e.exception), names.client(e.producer)};
  }

  template <class Other>
  Found operator()(const Other&) const {
    return std::nullopt;
  }
};

}  // namespace

std::optional<News> news_of(const kafka::Event& event, const Names& names) { return std::visit(Teller{names}, event); }

std::string with_subject(std::string words, const std::string& subject) {
  const std::size_t place = words.find("{}");
  if (place != std::string::npos) words.replace(place, 2, subject);
  return words;
}

}  // namespace scenario
