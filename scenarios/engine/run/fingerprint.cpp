#include "scenarios/engine/run/fingerprint.h"

#include <type_traits>

#include "scenarios/engine/run/event_fields.h"
#include "scenarios/engine/run/one_of.h"

namespace scenario {
namespace {

/// Visitor of describe(): mixes kind and fields into a hash.
class HashFields {
 public:
  explicit HashFields(Hash64& hash) : hash_(hash) {}

  void kind(KindName name) { hash_.mix(name.hash); }
  template <class T>
  void field(std::string_view, const T& value) {
    put(value);
  }

 private:
  void put(std::string_view value) { hash_.mix(value); }
  void put(sim::Bytes value) { hash_.mix(value.count()); }
  void put(sim::SimTime value) { hash_.mix(value.time_since_epoch().count()); }
  void put(sim::Duration value) { hash_.mix(value.count()); }
  void put(kafka::TopicPartition value) {
    put(value.topic);
    put(value.partition);
  }
  template <class Tag, class Rep>
  void put(sim::StrongInt<Tag, Rep> value) {
    hash_.mix(static_cast<std::int64_t>(value.value()));
  }
  template <class T>
  requires(std::is_integral_v<T> || std::is_enum_v<T>) void put(T value) {
    hash_.mix(static_cast<std::int64_t>(value));
  }
  template <class T>
  void put(const std::vector<T>& values) {
    hash_.mix(static_cast<std::uint64_t>(values.size()));
    for (const T& value : values) put(value);
  }

  Hash64& hash_;
};

}  // namespace

template <class E>
void FingerprintSink::on_protocol(const E& event) {
  if constexpr (one_of<E, kafka::PartitionStateChanged, kafka::IsrShrunk, kafka::IsrExpanded>) {
    HashFields fields(chains_[{event.tp, -1}]);
    describe(event, fields);
  } else if constexpr (one_of<E, kafka::RecordsAppended, kafka::HighWatermarkAdvanced, kafka::SegmentRolled,
                              kafka::SegmentsDeleted>) {
    HashFields fields(chains_[{event.tp, event.broker.value()}]);
    describe(event, fields);
  } else if constexpr (one_of<E, kafka::PositionSet, kafka::OffsetCommitted>) {
    HashFields fields(chains_[{event.tp, -2 - std::int64_t{event.group.value()}}]);
    describe(event, fields);
  } else if constexpr (std::is_same_v<E, kafka::RecordsDelivered>) {
    // Not the timestamps.
    Hash64& hash = chains_[{event.tp, -2 - std::int64_t{event.group.value()}}];
    for (const std::int64_t value :
         {std::int64_t{event.member.value()}, event.base_offset.value(), std::int64_t{event.count},
          std::int64_t{event.producer.value()}, event.first_id.value()})
      hash.mix(value);
  } else if constexpr (std::is_same_v<E, kafka::PartitionsAssigned>) {
    for (const kafka::TopicPartition tp : event.partitions) {
      Hash64& hash = chains_[{tp, -2 - std::int64_t{event.group.value()}}];
      hash.mix(std::int64_t{event.member.value()});
      hash.mix(std::int64_t{event.generation.value()});
    }
  }
}

void FingerprintSink::on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  ++events_;
  trajectory_.mix(now.time_since_epoch().count());
  trajectory_.mix(std::int64_t{host.value()});
  HashFields fields(trajectory_);
  std::visit(
      [&](const auto& e) {
        describe(e, fields);
        on_protocol(e);
      },
      event);
}

std::uint64_t FingerprintSink::protocol() const {
  Hash64 all;
  for (const auto& [chain, hash] : chains_) {
    all.mix(std::int64_t{chain.tp.topic.value()});
    all.mix(std::int64_t{chain.tp.partition.value()});
    all.mix(chain.owner);
    all.mix(hash.digest());
  }
  return all.digest();
}

}  // namespace scenario
