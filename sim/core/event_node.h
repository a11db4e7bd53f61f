#pragma once
/// One scheduled event: a cache line that holds its time, its callable and where its index lies.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <type_traits>
#include <utility>

namespace sim {

/// Names one scheduled event; stale once the event has run or was cancelled. The default names nothing.
struct EventHandle {
  std::uint32_t node = 0;
  std::uint32_t generation = 0;

  friend constexpr bool operator==(EventHandle, EventHandle) = default;
};

namespace detail {

inline constexpr std::uint32_t kNoIndex = std::numeric_limits<std::uint32_t>::max();

struct alignas(64) EventNode {
  static constexpr std::size_t kCallableSize = 32;
  static constexpr std::size_t kCallableAlign = 16;
  enum class Op { kRun, kDestroy };

  std::uint64_t time;
  void (*act)(EventNode&, Op);
  alignas(kCallableAlign) std::byte callable[kCallableSize];
  std::uint32_t life;
  std::uint32_t owns;        // 1: the callable has a destructor that must be called when it is cancelled
  std::uint32_t position;    // of its index in the queue while pending (see EventQueue); next free node while free
  std::uint32_t generation;  // odd while pending

  [[nodiscard]] bool pending() const { return (generation & 1) != 0; }

  template <class F>
  void set(F f) {
    static_assert(sizeof(F) <= kCallableSize, "an event's callable has at most 32 bytes: capture a pointer instead");
    static_assert(alignof(F) <= kCallableAlign);
    static_assert(std::is_nothrow_move_constructible_v<F>);
    new (callable) F(std::move(f));
    owns = std::is_trivially_destructible_v<F> ? 0 : 1;
    act = [](EventNode& node, Op op) {
      F& self = *std::launder(reinterpret_cast<F*>(node.callable));
      if constexpr (std::is_trivially_destructible_v<F>) {
        self();
      } else {
        if (op == Op::kRun) self();
        self.~F();
      }
    };
  }
  void run() { act(*this, Op::kRun); }
  void destroy() {
    if (owns != 0) act(*this, Op::kDestroy);
  }
};
static_assert(sizeof(EventNode) == 64, "one event, one cache line");

}  // namespace detail
}  // namespace sim
