#pragma once
/// The way of records through a trace, as arrows: from the producer's batch to the Produce request that brought it, and
/// from there to every poll() that returned it. Follow them in either direction from any slice.

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "scenarios/engine/export/trace_canvas.h"

namespace scenario {

class TraceArrows {
 public:
  explicit TraceArrows(TraceCanvas& canvas) : canvas_(canvas) {}

  /// A batch that is drawn, until it is sent again. Those that are not are not followed.
  void sent(const kafka::BatchSent& e, TraceTrack batch, sim::SimTime at);
  /// By a leader.
  void appended(sim::SimTime now, const kafka::RecordsAppended& e);
  /// A Produce request; `handled` is when its batches were appended. No track: it is not drawn, and they are forgotten.
  void answered(kafka::BrokerId broker, sim::SimTime handled, std::optional<TraceTrack> request);
  void delivered(sim::SimTime now, const kafka::RecordsDelivered& e, TraceTrack poll);
  void broker_stopped(kafka::BrokerId broker) { handling_.erase(broker); }

 private:
  struct Point {
    TraceTrack track;
    sim::SimTime at;
  };
  /// A batch that its leader has.
  struct Stored {
    std::int32_t count = 0;
    Point batch;
    Point request;
    bool answered = false;       ///< `request` is known
    std::vector<Point> waiting;  ///< polls that returned it before
  };
  struct Handling {
    sim::SimTime at;
    kafka::ClientId producer;
    kafka::TopicPartition tp;
    std::int64_t base = 0;
  };
  using BatchKey = std::tuple<kafka::ClientId, kafka::TopicPartition, kafka::RecordId>;

  void draw(const Point& from, const Point& to, std::string_view name);
  void answer(Stored& stored, const Point& request);

  TraceCanvas& canvas_;
  std::map<BatchKey, Point> sent_;
  std::map<kafka::BrokerId, std::vector<Handling>> handling_;  ///< appended, and the request not answered yet
  std::map<kafka::TopicPartition, std::map<std::int64_t, Stored>> stored_;
};

}  // namespace scenario
