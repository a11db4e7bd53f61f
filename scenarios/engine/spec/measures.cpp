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

constexpr auto kMeasures = std::to_array<Measure>({
    {"produced-records", MeasureUnit::records, kRun | kProducer | kTopic, kTotal, true,
     "records handed to send() and accepted by the producer"},
    {"acknowledged-records", MeasureUnit::records, kRun | kProducer | kTopic, kTotal, true,
     "records whose send completed without an error (acks=0: as soon as they were written to the socket)",
     When::window},
    {"failed-records", MeasureUnit::records, kRun | kProducer | kTopic, kTotal, true,
     "records whose send failed, at once or later", When::window, true},
    {"delivered-records", MeasureUnit::records, kGroup, kTotal, true,
     "records handed to the members of the group by poll(), each record counted as often as it came", When::window},
    {"lost-records", MeasureUnit::records, kGroup, kTotal, true,
     "acknowledged records of the group's topics that the group passed by without getting them: neither those still "
     "ahead of it nor those from before the position at which it began"},
    {"duplicated-records", MeasureUnit::records, kGroup, kTotal, true,
     "records the group got again, each repetition counted"},
    {"out-of-order-records", MeasureUnit::records, kGroup, kTotal, true,
     "records the group got for the first time after a later record of the same producer and partition"},
    {"final-lag", MeasureUnit::records, kRun | kGroup | kTopic, kTotal, true,
     "at the end of the run: high watermark less committed offset, summed over partitions"},
    {"retained-records", MeasureUnit::records, kTopic, kTotal, true,
     "at the end of the run: log end offset less log start offset of the leader, summed over partitions"},
    {"throughput", MeasureUnit::per_second, kRun | kProducer | kGroup | kTopic, kMean, true,
     "records per second from the first to the last, first not counted: acknowledged (run, producer, topic) or "
     "delivered (group)",
     When::window},
    {"produce-latency", MeasureUnit::seconds, kRun | kProducer | kTopic, kLatency, false,
     "from send() accepting a record until its acknowledgement, acknowledged records only", When::window},
    {"end-to-end-latency", MeasureUnit::seconds, kRun | kGroup, kLatency, false,
     "from send() accepting a record until poll() hands it over", When::window},
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
