#pragma once
/// The messages under way, in one slab: no allocation once it has reached its working size.

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/core/bytes.h"
#include "sim/core/scheduler.h"
#include "sim/core/time.h"
#include "sim/host/callback.h"

namespace sim::detail {

inline constexpr std::uint32_t kNoMessage = 0xffffffff;

enum class MessageKind : std::uint8_t { data, open, accept, refuse, close };

struct Message {
  Callback<24> deliver;  // data only
  SimTime first_byte;    // on the wire at the current hop; once `timed`: its arrival
  SimTime last_byte;     // likewise
  Bytes size;
  Duration extra{0};  // by rules
  EventHandle stage;  // waits for its turn at a link
  std::uint32_t next = kNoMessage;
  std::uint32_t rules_seen = 0;  // the newest rule that has judged it
  std::uint16_t hop = 0;
  std::uint8_t from = 0;  // the sending side
  MessageKind kind = MessageKind::data;
  bool timed = false;     // its arrival is known
  bool admitted = false;  // has had its turn at the receiver's NIC
  bool at_once = false;   // comes from the receiver's own kernel: meets neither rule nor path
};

class MessagePool {
 public:
  std::uint32_t take() {
    if (free_ == kNoMessage) {
      messages_.emplace_back();
      return static_cast<std::uint32_t>(messages_.size() - 1);
    }
    return std::exchange(free_, messages_[free_].next);
  }
  void put_back(std::uint32_t index) {
    messages_[index].deliver.reset();
    messages_[index].next = std::exchange(free_, index);
  }
  Message& operator[](std::uint32_t index) { return messages_[index]; }
  const Message& operator[](std::uint32_t index) const { return messages_[index]; }

 private:
  std::vector<Message> messages_;
  std::uint32_t free_ = kNoMessage;
};

}  // namespace sim::detail
