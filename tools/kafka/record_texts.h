#pragma once
/// What records say that somebody typed. The model knows a record's size and key hash only; its text is kept here.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace tools {

struct RecordText {
  std::optional<std::string> key;  ///< nothing: null
  std::string value;
};

/// By who produced it and its number, which is the same wherever the record is stored or read.
class RecordTexts {
 public:
  void put(kafka::ClientId producer, kafka::TopicPartition tp, kafka::RecordId id, RecordText text) {
    texts_[{producer, tp, id}] = std::move(text);
  }
  /// nullptr: nobody typed it (a workload made it up).
  [[nodiscard]] const RecordText* find(kafka::ClientId producer, kafka::TopicPartition tp, kafka::RecordId id) const {
    const auto it = texts_.find({producer, tp, id});
    return it == texts_.end() ? nullptr : &it->second;
  }
  /// All records of a producer are of that size and say nothing.
  void set_value_size(kafka::ClientId producer, std::int32_t bytes) { sizes_[producer] = bytes; }
  /// Nothing: they are of any size.
  [[nodiscard]] std::optional<std::int32_t> value_size(kafka::ClientId producer) const {
    const auto it = sizes_.find(producer);
    return it == sizes_.end() ? std::nullopt : std::optional(it->second);
  }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  struct Address {
    kafka::ClientId producer;
    kafka::TopicPartition tp;
    kafka::RecordId id;
    friend auto operator<=>(const Address&, const Address&) = default;
  };
  std::map<Address, RecordText> texts_;
  std::map<kafka::ClientId, std::int32_t> sizes_;
};

}  // namespace tools
