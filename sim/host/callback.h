#pragma once
/// A small move-only callable kept inside its owner: what to do when a job, a transfer or a message is done.
///
/// Like std::move_only_function without the heap: a capture of more than `Capacity` bytes does not compile.
/// Destroying it without running it is normal (the process it belonged to has died).
/// Cost: one indirect call; moving a trivially copyable capture is a copy of `Capacity` bytes.

#include <concepts>
#include <cstddef>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace sim {

template <std::size_t Capacity, class... Args>
class Callback {
 public:
  Callback() = default;

  template <class F>
  requires(!std::same_as<std::remove_cvref_t<F>, Callback> && std::invocable<F&, Args...>) Callback(F f)
      : ops_(&kOps<F>) {  // NOLINT(google-explicit-constructor): a lambda is passed as it is
    static_assert(sizeof(F) <= Capacity, "capture less: keep the rest where the callback can find it");
    static_assert(alignof(F) <= alignof(void*) && std::is_nothrow_move_constructible_v<F>);
    ::new (static_cast<void*>(storage_)) F(std::move(f));
  }

  Callback(Callback&& other) noexcept { take(other); }
  Callback& operator=(Callback&& other) noexcept {
    if (this != &other) {
      reset();
      take(other);
    }
    return *this;
  }
  Callback(const Callback&) = delete;
  Callback& operator=(const Callback&) = delete;
  ~Callback() { reset(); }

  explicit operator bool() const { return ops_ != nullptr; }

  /// Requires: not empty.
  void operator()(Args... args) { ops_->run(storage_, args...); }

  void reset() {
    if (ops_ != nullptr && ops_->destroy != nullptr) ops_->destroy(storage_);
    ops_ = nullptr;
  }

 private:
  struct Ops {
    void (*run)(void*, Args...);
    void (*move)(void* to, void* from) noexcept;  ///< null: copy the bytes
    void (*destroy)(void*) noexcept;              ///< null: nothing to do
  };

  template <class F>
  static void run_as(void* f, Args... args) {
    (*std::launder(static_cast<F*>(f)))(args...);
  }
  template <class F>
  static void move_as(void* to, void* from) noexcept {
    F* f = std::launder(static_cast<F*>(from));
    ::new (to) F(std::move(*f));
    f->~F();
  }
  template <class F>
  static void destroy_as(void* f) noexcept {
    std::launder(static_cast<F*>(f))->~F();
  }

  template <class F>
  static constexpr bool kPlain = std::is_trivially_copyable_v<F>&& std::is_trivially_destructible_v<F>;
  template <class F>
  static constexpr Ops kOps{&run_as<F>, kPlain<F> ? nullptr : &move_as<F>, kPlain<F> ? nullptr : &destroy_as<F>};

  void take(Callback& other) noexcept {
    ops_ = std::exchange(other.ops_, nullptr);
    if (ops_ == nullptr) return;
    if (ops_->move != nullptr) {
      ops_->move(storage_, other.storage_);
    } else {
      std::memcpy(storage_, other.storage_, Capacity);
    }
  }

  const Ops* ops_ = nullptr;
  alignas(void*) std::byte storage_[Capacity] = {};
};

}  // namespace sim
