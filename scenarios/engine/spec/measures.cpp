#include "scenarios/engine/spec/measures.h"

#include <array>

namespace scenario {
namespace {

constexpr SubjectSet kRun = subject_bit(SubjectKind::run);
constexpr SubjectSet kProducer = subject_bit(SubjectKind::producer);
constexpr SubjectSet kGroup = subject_bit(SubjectKind::group);
constexpr SubjectSet kTopic = subject_bit(SubjectKind::topic);

constexpr std::array<std::string_view, 1> kTotal{"total"};
constexpr std::array<std::string_view, 1> kMean{"mean"};
constexpr std::array<std::string_view, 9> kLatency{"p50", "p90", "p95", "p99", "p99.9", "p99.99", "min", "max", "mean"};

constexpr std::array<Measure, 13> kMeasures{{
    {"produced-records", MeasureUnit::records, kRun | kProducer | kTopic, kTotal, true,
     "records handed to send() and accepted by the producer"},
    {"acknowledged-records", MeasureUnit::records, kRun | kProducer | kTopic, kTotal, true,
     "records whose send completed without an error (acks=0: as soon as they were written to the socket)"},
    {"failed-records", MeasureUnit::records, kRun | kProducer | kTopic, kTotal, true,
     "records whose send completed with an error"},
    {"delivered-records", MeasureUnit::records, kGroup, kTotal, true,
     "records handed to the members of the group by poll(), each record counted as often as it came"},
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
     "delivered (group)"},
    {"produce-latency", MeasureUnit::seconds, kRun | kProducer | kTopic, kLatency, false,
     "from send() accepting a record until its acknowledgement, acknowledged records only"},
    {"end-to-end-latency", MeasureUnit::seconds, kRun | kGroup, kLatency, false,
     "from send() accepting a record until poll() hands it over"},
    {"partition-counts", MeasureUnit::counts, kTopic, kTotal, true,
     "records appended to each partition, from partition 0: the leaders' log end offsets"},
}};

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
  }
  return "";
}

}  // namespace scenario
