#pragma once
/// Keeps every event of a run, to be asked for by kind.

#include <variant>
#include <vector>

#include "model/observe/event_sink.h"

namespace kafka::testing {

class RecordingSink final : public EventSink {
 public:
  /// Its members are not inline: an Event is costly to compile, and nearly every test includes this file.
  struct Seen {
    Seen(sim::SimTime at, sim::HostId by, const Event& what);
    Seen(const Seen& other);
    Seen(Seen&& other) noexcept;
    Seen& operator=(const Seen& other);
    Seen& operator=(Seen&& other) noexcept;
    ~Seen();

    sim::SimTime time;
    sim::HostId host;
    Event event;
  };

  RecordingSink();
  RecordingSink(const RecordingSink&) = delete;
  RecordingSink& operator=(const RecordingSink&) = delete;
  ~RecordingSink() override;

  void on_event(sim::SimTime now, sim::HostId host, const Event& event) override;

  /// All events of kind E with their times, in order.
  template <class E>
  [[nodiscard]] std::vector<std::pair<sim::SimTime, E>> all() const {
    std::vector<std::pair<sim::SimTime, E>> found;
    for (const Seen& s : seen)
      if (const E* e = std::get_if<E>(&s.event)) found.push_back({s.time, *e});
    return found;
  }
  template <class E>
  [[nodiscard]] std::size_t count() const {
    return all<E>().size();
  }
  void clear();

  std::vector<Seen> seen;
};

}  // namespace kafka::testing
