#pragma once
/// A client beside a ServerFixture's brokers that asks them one by one, and waits for each answer.

#include <optional>
#include <utility>

#include "model/net/network_client.h"
#include "tests/support/server_fixture.h"

namespace kafka::testing {

class AskingClient final : public NetworkClientListener {
 public:
  explicit AskingClient(ServerFixture& f)
      : f_(f),
        client_(f.scheduler, f.network, f.directory, f.emitter(), f.admin_host(), f.scheduler.begin_life(), kNoClient,
                {.max_in_flight = 100,
                 .request_timeout = std::chrono::hours(1),
                 .reconnect_backoff = std::chrono::milliseconds(50),
                 .reconnect_backoff_max = std::chrono::milliseconds(50),
                 .connection_setup_timeout = std::chrono::seconds(10),
                 .api_versions = false},
                f.rng("asking-client"), *this) {}

  /// What the broker answers within `limit`; nullopt: nothing.
  template <class Response, class Request>
  std::optional<Response> ask(int broker, Request request, sim::Duration limit = std::chrono::seconds(30)) {
    if (!connect(broker, limit)) return std::nullopt;
    send(broker, std::move(request));
    f_.time_until([&] { return answer_.has_value(); }, limit);
    if (!answer_) return std::nullopt;
    return std::get<Response>(*answer_);
  }

  bool connect(int broker, sim::Duration limit = std::chrono::seconds(30)) {
    f_.time_until([&] { return client_.ready(BrokerId(broker)); }, limit);
    return client_.connected(BrokerId(broker));
  }
  /// Does not wait.
  void send(int broker, RequestBody request) {
    answer_.reset();
    client_.send(BrokerId(broker), std::move(request));
  }

  void on_response(const kafka::Request& request) override { answer_ = *request.answer; }
  void on_request_failed(const kafka::Request&, RequestFailure) override {}
  void on_node_ready(BrokerId) override {}
  void on_connect_failed(BrokerId) override {}

 private:
  ServerFixture& f_;
  NetworkClient client_;
  std::optional<ResponseBody> answer_;
};

}  // namespace kafka::testing
