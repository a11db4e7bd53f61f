#include "scenarios/engine/spec/measures.h"

#include <array>

namespace scenario {
namespace {

constexpr SubjectSet kRun = subject_bit(SubjectKind::run);
constexpr SubjectSet kProducer = subject_bit(SubjectKind::producer);
constexpr SubjectSet kGroup = subject_bit(SubjectKind::group);
constexpr SubjectSet kTopic = subject_bit(SubjectKind::topic);
constexpr SubjectSet kPartition = subject_bit(SubjectKind::partition);

constexpr std::array<std::string_view, 1> kTotal{"total"};
constexpr std::array<std::string_view, 1> kMean{"mean"};
constexpr std::array<std::string_view, 9> kLatency{"p50", "p90", "p95", "p99", "p99.9", "p99.99", "min", "max", "mean"};

constexpr std::array<std::string_view, 1> kFinal{"final"};
constexpr std::array<std::string_view, 2> kFinalMax{"final", "max"};
constexpr std::array<std::string_view, 2> kFinalMin{"final", "min"};
constexpr std::array<std::string_view, 2> kLongestTotal{"longest", "total"};
constexpr std::array<std::string_view, 1> kLongest{"longest"};
constexpr std::array<std::string_view, 2> kTotalLongest{"total", "longest"};
constexpr std::array<std::string_view, 2> kPeak{"max", "committed"};
constexpr std::array<std::string_view, 2> kOrders{"total", "in-log"};
constexpr std::array<std::string_view, 3> kTransformed{"once", "again", "never"};
/// As Jepsen names them.
constexpr std::array<std::string_view, 12> kAnomalyNames{"lost-write",
                                                         "duplicate",
                                                         "inconsistent-offsets",
                                                         "aborted-read",
                                                         "unseen",
                                                         "poll-skip",
                                                         "nonmonotonic-poll",
                                                         "int-poll-skip",
                                                         "int-nonmonotonic-poll",
                                                         "nonmonotonic-send",
                                                         "int-nonmonotonic-send",
                                                         "int-send-skip"};

constexpr auto kMeasures = std::to_array<Measure>({
    {"produced-records", MeasureUnit::records, kRun | kProducer | kTopic, kTotal, true,
     "records handed to send() and accepted by the producer"},
    {"acknowledged-records", MeasureUnit::records, kRun | kProducer | kTopic, kTotal, true,
     "records whose send completed without an error (acks=0: as soon as they were written to the socket)",
     When::window},
    {"failed-records", MeasureUnit::records, kRun | kProducer | kTopic, kTotal, true,
     "records whose send failed, at once or later", When::window, true},
    {"delivered-records", MeasureUnit::records, kGroup, kTotal, true,
     "records that the application of the group has processed, each record counted as often as it was", When::window},
    {"polled-records", MeasureUnit::records, kGroup, kTotal, true,
     "records handed to the members of the group by poll(), each record counted as often as it came", When::window},
    {"reread-records", MeasureUnit::records, kGroup, kTotal, true,
     "records that poll() returned from an offset that it had returned to the group before"},
    {"lost-records", MeasureUnit::records, kGroup, kTotal, true,
     "acknowledged records of the group's topics that nobody in the group will ever process: gone from the log, passed "
     "by, or committed and then dropped by a process that ended"},
    {"duplicated-records", MeasureUnit::records, kGroup, kTotal, true,
     "records that the group processed again, each repetition counted"},
    {"effects", MeasureUnit::number, kGroup, kTotal, true,
     "what the sink of the application has of its records: of a plain one every record as often as it was processed, "
     "of an idempotent or transactional one every offset once"},
    {"reordered-records", MeasureUnit::records, kGroup, kOrders, true,
     "records that the group processed for the first time after a later one: total: that their producer had sent later "
     "to the partition; in-log: at a larger offset of the partition"},
    {"overtaken-records", MeasureUnit::records, kGroup, kTotal, true,
     "records that poll() handed to the group for the first time after one that the same producer had made later, "
     "whatever partitions they were in: Kafka promises an order only within one",
     When::window},
    {"skipped-records", MeasureUnit::records, kGroup, kTotal, true,
     "acknowledged records that the group chose not to read: from before the position at which it began, passed over "
     "by seek(), or put aside by its application"},
    {"unread-records", MeasureUnit::records, kGroup, kTotal, true,
     "acknowledged records that the group has still to process: ahead of it, in its application's hands or on their "
     "way"},
    {"aborted-records", MeasureUnit::records, kGroup, kTotal, true,
     "records of the group's topics whose transaction was aborted, and that the group has not processed"},
    {"unknown-records", MeasureUnit::records, kGroup, kTotal, true,
     "records in the log and not processed whose transaction is undecided or that their producer has given up"},
    {"transformed-records", MeasureUnit::records, kGroup, kTransformed, true,
     "acknowledged records by the committed outputs that the group's application has made of them: one, more, none"},
    {"anomalies", MeasureUnit::number, kGroup, kAnomalyNames, false, "as Jepsen's Kafka workload defines them"},
    {"rebalances", MeasureUnit::number, kGroup, kTotal, true, "generations with members that the group began",
     When::window},
    {"unread-partition-time", MeasureUnit::seconds, kGroup, kTotalLongest, true,
     "time in which no member read a partition that one had read before, summed over partitions; longest: of one "
     "partition at a time",
     When::window},
    {"lag-peak", MeasureUnit::records, kGroup, kPeak, true,
     "the furthest that the group was behind, summed over partitions: high watermarks less positions (max) or less "
     "committed offsets (committed)"},
    {"final-lag", MeasureUnit::records, kRun | kGroup | kTopic, kTotal, true,
     "at the end of the run: high watermark less committed offset, summed over partitions; below 0 while a new "
     "leader's high watermark is held back"},
    {"retained-records", MeasureUnit::records, kTopic, kTotal, true,
     "at the end of the run: log end offset less log start offset of the leader, summed over partitions"},
    {"throughput", MeasureUnit::per_second, kRun | kProducer | kGroup | kTopic, kMean, true,
     "records per second from the first to the last, first not counted: acknowledged (run, producer, topic) or "
     "delivered (group)",
     When::window},
    {"produce-latency", MeasureUnit::seconds, kRun | kProducer | kTopic, kLatency, false,
     "from send() accepting a record until its acknowledgement, acknowledged records only", When::window},
    {"end-to-end-latency", MeasureUnit::seconds, kRun | kGroup, kLatency, false,
     "from send() accepting a record until poll() hands it over, each time that it does", When::window},
    {"partition-counts", MeasureUnit::counts, kTopic, kTotal, true,
     "records appended to each partition, from partition 0: the leaders' log end offsets"},
    {"produce-errors", MeasureUnit::number, kRun | kProducer | kTopic, kTotal, true,
     "batches that came back with an error, to be sent again or given up; each attempt counts", When::window, true},
    {"producer-stall", MeasureUnit::seconds, kRun | kProducer, kLongest, true,
     "longest time in which an application had sent records and none was acknowledged"},
    {"leader", MeasureUnit::broker, kPartition, kFinal, true, "the stored leader; none if there is none", When::state},
    {"leader-epoch", MeasureUnit::number, kPartition, kFinal, true, "the stored leader epoch", When::state},
    {"isr", MeasureUnit::brokers, kPartition, kFinal, true, "the stored in-sync replicas, in any order", When::state},
    {"isr-size", MeasureUnit::number, kPartition, kFinalMin, true, "how many they are", When::state},
    {"under-replicated-partitions", MeasureUnit::number, kRun | kTopic, kFinalMax, true,
     "partitions whose stored ISR lacks a replica", When::state},
    {"under-replicated-time", MeasureUnit::seconds, kRun | kTopic, kLongestTotal, true,
     "time in which there was such a partition", When::window},
    {"offline-partitions", MeasureUnit::number, kRun | kTopic, kFinalMax, true,
     "partitions whose stored leader is none", When::state},
    {"partition-outage", MeasureUnit::seconds, kRun | kTopic | kPartition, kLongestTotal, true,
     "time in which no running broker led the partition; total: summed over partitions", When::window},
    {"leader-elections", MeasureUnit::number, kRun | kTopic, kTotal, true,
     "leaders elected for partitions that had one before", When::window},
    {"unclean-elections", MeasureUnit::number, kRun | kTopic, kTotal, true, "leaders elected from outside the ISR",
     When::window},
    {"isr-shrinks", MeasureUnit::number, kRun | kTopic, kTotal, true, "replicas taken out, by their leaders",
     When::window},
    {"isr-expands", MeasureUnit::number, kRun | kTopic, kTotal, true, "replicas taken in, by their leaders",
     When::window},
    {"controller", MeasureUnit::broker, kRun, kFinal, true, "the broker elected last; none if it has resigned or gone",
     When::state},
    {"controller-epoch", MeasureUnit::number, kRun, kFinal, true, "how often a controller was elected", When::state},
    {"controller-elections", MeasureUnit::number, kRun, kTotal, true,
     "controllers elected after the beginning of the run", When::window},
    {"zookeeper-leader", MeasureUnit::broker, kRun, kFinal, true, "the server that leads a quorum; none if none does",
     When::state},
    {"zookeeper-outage", MeasureUnit::seconds, kRun, kLongestTotal, true, "time in which no server led a quorum",
     When::window},
    {"sessions-expired", MeasureUnit::number, kRun, kTotal, true, "ZooKeeper sessions given up by the leader",
     When::window},
    {"faults-without-target", MeasureUnit::number, kRun, kTotal, true, "times that a fault found nothing to hit",
     When::window},
    {"failed-admin-commands", MeasureUnit::number, kRun, kTotal, true, "commands of `admin:` that Kafka refused",
     When::window},
    {"allowed-losses", MeasureUnit::number, kRun, kTotal, true,
     "acknowledged records lost as the configuration allows (acks=1, unclean election, one replica in sync)"},
    {"invariant-violations", MeasureUnit::number, kRun, kTotal, true, "promises of Kafka that were broken"},
});

}  // namespace

std::string_view name_of(MeasureUnit unit) {
  switch (unit) {
    case MeasureUnit::records:
      return "records";
    case MeasureUnit::seconds:
      return "seconds";
    case MeasureUnit::per_second:
      return "per second";
    case MeasureUnit::counts:
      return "counts";
    case MeasureUnit::number:
      return "number";
    case MeasureUnit::broker:
      return "broker";
    case MeasureUnit::brokers:
      return "brokers";
  }
  return "";
}

std::span<const Measure> measures() { return kMeasures; }

const Measure* find_measure(std::string_view name) {
  for (const Measure& m : kMeasures) {
    if (m.name == name) return &m;
  }
  return nullptr;
}

std::string_view subject_name(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::run:
      return "";
    case SubjectKind::producer:
      return "producer";
    case SubjectKind::group:
      return "group";
    case SubjectKind::topic:
      return "topic";
    case SubjectKind::partition:
      return "partition";
  }
  return "";
}

}  // namespace scenario
