#pragma once
/// One event as one line of JSON: names instead of numbers, seconds with all nine decimals.

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "scenarios/engine/run/event_fields.h"
#include "scenarios/engine/run/names.h"

namespace scenario {

/// A string as JSON, quotes included.
std::string json_string(std::string_view text);

/// Visitor of describe(): {"t":12.345678901,"host":"broker-101","event":"IsrShrunk",...}
class JsonLine {
 public:
  JsonLine(const Names& names, sim::SimTime now, sim::HostId host);

  void kind(KindName name);
  template <class T>
  void field(std::string_view name, const T& value) {
    begin(name);
    put(value);
  }
  /// The line without its end. Call once, at the end.
  std::string take();

 private:
  void begin(std::string_view name);
  void text(std::string_view value) { line_ += json_string(value); }
  void number(std::int64_t value) { fmt::format_to(std::back_inserter(line_), "{}", value); }

  void put(bool value) { line_ += value ? "true" : "false"; }
  void put(std::int32_t value) { number(value); }
  void put(std::int64_t value) { number(value); }
  void put(std::string_view value) { text(value); }
  void put(sim::Bytes value) { number(value.count()); }
  void put(sim::SimTime value);
  void put(sim::Duration value);
  void put(kafka::ErrorCode value) { text(kafka::name_of(value)); }
  void put(kafka::ApiKey value) { text(name_of(value)); }
  void put(kafka::DeletionReason value) { text(name_of(value)); }
  void put(kafka::TruncationReason value) { text(name_of(value)); }
  void put(sim::HostId value);
  void put(kafka::BlockedOn value) { text(name_of(value)); }
  void put(kafka::PositionSource value) { text(name_of(value)); }
  void put(kafka::ControlRecordType value) { text(name_of(value)); }
  void put(kafka::ClientId value);
  void put(kafka::GroupId value);
  void put(kafka::TopicId value) { text(names_.topic(value)); }
  void put(kafka::TopicPartition value) { text(names_.partition(value)); }
  template <class Tag, class Rep>
  void put(sim::StrongInt<Tag, Rep> value) {
    number(value.value());
  }
  template <class T>
  void put(const std::vector<T>& values) {
    line_ += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) line_ += ',';
      put(values[i]);
    }
    line_ += ']';
  }

  const Names& names_;
  std::string line_;
};

/// `event` as one line, with a line feed at its end.
std::string to_json_line(const Names& names, sim::SimTime now, sim::HostId host, const kafka::Event& event);

}  // namespace scenario
