#pragma once
/// A broker's network threads, request queue and io threads. Kafka: SocketServer, Processor, RequestChannel,
/// KafkaRequestHandlerPool.

#include <deque>
#include <memory>
#include <vector>

#include "model/broker/broker_context.h"
#include "model/net/broker_directory.h"
#include "model/net/network_client.h"
#include "sim/host/server_queue.h"
#include "sim/net/network.h"

namespace kafka {

/// Handles what an io thread takes from the queue. Kafka: ApiRequestHandler.
class RequestHandler {
 public:
  virtual ~RequestHandler() = default;
  /// Answers now or later, through SocketServer::respond or no_answer.
  virtual void handle(sim::ConnectionId connection, const RequestPtr& request) = 0;
  /// The io thread's work for it.
  [[nodiscard]] virtual sim::Duration cost(const Request& request) const = 0;
};

/// A connection has one request in work at a time: it is muted from a full read until the answer is written, so
/// answers keep the order of their requests. A full request queue holds requests back in front of it.
///
///   volatile   everything
///   sends      answers
///   receives   requests
///   timers     none of its own: the threads are server queues
class SocketServer final : public RequestReceiver, public sim::ConnectionObserver {
 public:
  SocketServer(const BrokerContext& context, sim::Network& network, RequestHandler& handler);

  /// Accepts connections from now on; what arrives waits.
  void start();
  /// Reads requests from now on.
  void enable_request_processing();
  /// Closes all connections and takes no new ones.
  void stop_processing_requests();

  void respond(sim::ConnectionId connection, const RequestPtr& request, ResponseBody answer);
  /// acks=0: nothing is written; the connection goes on, or is closed after an error.
  void no_answer(sim::ConnectionId connection, const RequestPtr& request, ErrorCode error);

  /// Once the answer under way is written, the connection stays muted for so long. The longest of several counts.
  void throttle(sim::ConnectionId connection, sim::Duration time);

  /// Requests waiting for an io thread. Kafka: RequestQueueSize.
  [[nodiscard]] std::size_t request_queue_size() const { return io_threads_.waiting() + overflow_.size(); }
  [[nodiscard]] sim::Duration io_threads_busy_time() const { return io_threads_.busy_time(); }

  // RequestReceiver
  void on_request(sim::ConnectionId connection, const RequestPtr& request) override;
  // sim::ConnectionObserver
  void on_connection_opened(sim::ConnectionId connection, sim::HostId from) override;
  void on_connection_closed(sim::ConnectionId connection) override;

 private:
  struct Channel {
    sim::ConnectionId connection;
    std::size_t processor = 0;
    bool open = false;
    bool muted = false;
    sim::SimTime throttled_until = sim::SimTime::min();
    std::deque<RequestPtr> unread;  ///< arrived while muted
  };
  struct Queued {
    sim::ConnectionId connection;
    RequestPtr request;
  };

  [[nodiscard]] Channel* channel(sim::ConnectionId connection);
  [[nodiscard]] sim::Duration network_cost(sim::Bytes size) const;
  void read(Channel& c, const RequestPtr& request);
  void enqueue(sim::ConnectionId connection, const RequestPtr& request);
  void give_to_io_thread(sim::ConnectionId connection, const RequestPtr& request);
  void handled(sim::ConnectionId connection, const RequestPtr& request);
  void write(sim::ConnectionId connection, const RequestPtr& request);
  void unmute(Channel& c);
  void completed(const Request& request, sim::Duration send_time, ErrorCode error);

  BrokerContext context_;
  sim::Network& network_;
  RequestHandler& handler_;
  std::vector<std::unique_ptr<sim::ServerQueue>> network_threads_;
  sim::ServerQueue io_threads_;
  std::deque<Queued> overflow_;
  std::vector<Channel> channels_;  // by connection slot
  std::size_t next_processor_ = 0;
  bool processing_ = false;
};

}  // namespace kafka
