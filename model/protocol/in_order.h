#pragma once
/// Finds the elements of a list that answers name, where answers keep the order of the list.

#include <cstddef>
#include <utility>
#include <vector>

#include "model/types/topic_partition.h"

namespace kafka {

/// Goes on searching where the last search ended, so that a whole answer costs O(list), not O(list * answer). An
/// element out of order is found all the same. The list must not change meanwhile.
template <class List, class KeyOf>
class InOrder {
 public:
  InOrder(List& list, KeyOf key_of) : list_(list), key_of_(std::move(key_of)) {}

  /// nullptr if there is none.
  auto* find(TopicPartition tp) {
    using Pointer = decltype(&list_[0]);
    for (std::size_t tried = 0; tried < list_.size(); ++tried) {
      auto& element = list_[next_];
      if (++next_ == list_.size()) next_ = 0;
      if (key_of_(element) == tp) return &element;
    }
    return Pointer{nullptr};
  }

 private:
  List& list_;
  KeyOf key_of_;
  std::size_t next_ = 0;
};

}  // namespace kafka
