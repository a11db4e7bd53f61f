#pragma once
/// One scheduled event: a cache line that holds its callable and its life.

#include <cstddef>
#include <cstdint>
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

struct alignas(64) EventNode {
  static constexpr std::size_t kCallableSize = 40;
  static constexpr std::size_t kCallableAlign = 8;
  enum class Op { kRun, kDestroy };

  void (*act)(EventNode&, Op);
  alignas(kCallableAlign) std::byte callable[kCallableSize];
  std::uint32_t life;
  std::uint32_t owns;        // 1: the callable has a destructor that must be called when it is cancelled
  std::uint32_t next_free;   // while free
  std::uint32_t generation;  // odd while pending

  [[nodiscard]] bool pending() const { return (generation & 1) != 0; }

  template <class F>
  void set(F f) {
    static_assert(sizeof(F) <= kCallableSize, "an event's callable has at most 40 bytes: capture a pointer instead");
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
