#pragma once
/// A partition leader as a transaction coordinator sees it: it takes markers, keeps them, and answers NONE unless the
/// test wants something else.

#include <deque>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "model/net/network_client.h"

namespace kafka::testing {

class MarkerTaker final : public RequestReceiver {
 public:
  struct Taken {
    sim::SimTime at;
    TopicPartition tp;
    WriteTxnMarkersRequest::Marker marker;  ///< of this one partition
    ErrorCode answer;
  };

  MarkerTaker(sim::Scheduler& scheduler, sim::Network& network, sim::HostId host)
      : scheduler_(scheduler), network_(network), host_(host) {
    start();
  }

  void start() {
    life_ = scheduler_.begin_life();
    network_.on_host_started(host_, life_);
    network_.listen(host_, life_);
  }
  void die() {
    scheduler_.end_life(life_);
    network_.on_host_stopped(host_, life_, sim::StopKind::kill);
  }
  /// The next answers for this partition, one each; then NONE.
  void will_answer(TopicPartition tp, ErrorCode error, int times = 1) {
    errors_[tp].insert(errors_[tp].end(), static_cast<std::size_t>(times), error);
  }
  /// While silent it takes nothing; what it was sent is taken and answered when it speaks again.
  void set_silent(bool silent) {
    silent_ = silent;
    if (silent) return;
    for (const auto& [connection, request] : std::exchange(unanswered_, {})) on_request(connection, request);
  }

  /// Asked, where the script says nothing, for the answer to a marker of one partition.
  using Judge = std::function<ErrorCode(TopicPartition tp, const WriteTxnMarkersRequest::Marker& marker)>;
  void set_judge(Judge judge) { judge_ = std::move(judge); }

  void on_request(sim::ConnectionId connection, const RequestPtr& request) override {
    if (silent_) {
      unanswered_.emplace_back(connection, request);
      return;
    }
    ++requests;
    WriteTxnMarkersResponse response;
    for (const auto& marker : std::get<WriteTxnMarkersRequest>(request->body).markers)
      response.markers.push_back({.producer_id = marker.producer_id, .partitions = take(marker)});
    request->answer = std::move(response);
    network_.send(connection, host_, sim::Bytes(100), [r = RequestPtr(request)] { r->client->on_answer(r); });
  }

  /// Those that were written, in order.
  [[nodiscard]] std::vector<Taken> written(TopicPartition tp) const {
    std::vector<Taken> out;
    for (const Taken& t : taken)
      if (t.tp == tp && t.answer == ErrorCode::NONE) out.push_back(t);
    return out;
  }

  std::vector<Taken> taken;
  int requests = 0;

 private:
  std::vector<WriteTxnMarkersResponse::Partition> take(const WriteTxnMarkersRequest::Marker& marker) {
    std::vector<WriteTxnMarkersResponse::Partition> answers;
    for (const TopicPartition tp : marker.partitions) {
      std::deque<ErrorCode>& script = errors_[tp];
      ErrorCode error = script.empty() ? ErrorCode::NONE : script.front();
      if (!script.empty()) script.pop_front();
      if (error == ErrorCode::NONE && judge_) error = judge_(tp, marker);
      answers.push_back({.tp = tp, .error = error});
      taken.push_back({scheduler_.now(), tp, marker, error});
      taken.back().marker.partitions = {tp};
    }
    return answers;
  }

  sim::Scheduler& scheduler_;
  sim::Network& network_;
  sim::HostId host_;
  sim::LifeId life_;
  std::map<TopicPartition, std::deque<ErrorCode>> errors_;
  Judge judge_;
  bool silent_ = false;
  std::vector<std::pair<sim::ConnectionId, RequestPtr>> unanswered_;
};

}  // namespace kafka::testing
