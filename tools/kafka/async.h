#pragma once
/// A program's work written in one piece although it waits: as Java's main() blocks on its futures. What it throws goes
/// to whoever waits for it, as a JavaException does in Java.

#include <coroutine>
#include <exception>
#include <functional>
#include <optional>
#include <utility>

namespace tools {

/// Begins when it is awaited. Whoever owns it may destroy it while it waits: what it waits for must not come any more.
template <class T>
class [[nodiscard]] Async {
 public:
  struct promise_type;
  using Handle = std::coroutine_handle<promise_type>;

  struct promise_type {
    std::coroutine_handle<> waiting = std::noop_coroutine();
    std::optional<T> value;
    std::exception_ptr exception;

    Async get_return_object() { return Async(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct GoOn {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(Handle done) noexcept { return done.promise().waiting; }
        void await_resume() noexcept {}
      };
      return GoOn{};
    }
    void unhandled_exception() { exception = std::current_exception(); }
    void return_value(T result) { value = std::move(result); }
  };

  explicit Async(Handle handle) : handle_(handle) {}
  Async(Async&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Async& operator=(Async&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  Async(const Async&) = delete;
  Async& operator=(const Async&) = delete;
  ~Async() {
    if (handle_) handle_.destroy();
  }

  /// Runs to the first point at which it waits; nobody is told of its end.
  void start() { handle_.resume(); }

  [[nodiscard]] bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) noexcept {
    handle_.promise().waiting = waiting;
    return handle_;
  }
  T await_resume() {
    if (handle_.promise().exception) std::rethrow_exception(handle_.promise().exception);
    return std::move(*handle_.promise().value);
  }

 private:
  Handle handle_;
};

/// Of work that has no result.
struct Done {};

/// Waits for whatever calls its callback once, at once or later: `co_await Answer<bool>([&](auto done) { ... })`.
template <class T>
class Answer {
 public:
  using Callback = std::function<void(T)>;
  explicit Answer(std::function<void(Callback)> ask) : ask_(std::move(ask)) {}

  [[nodiscard]] bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> waiting) {
    ask_([this, waiting](T value) {
      value_ = std::move(value);
      if (suspended_) waiting.resume();
    });
    if (value_) return false;
    suspended_ = true;
    return true;
  }
  T await_resume() { return std::move(*value_); }

 private:
  std::function<void(Callback)> ask_;
  std::optional<T> value_;
  bool suspended_ = false;
};

}  // namespace tools
