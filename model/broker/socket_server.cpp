#include "model/broker/socket_server.h"

#include <algorithm>
#include <utility>

namespace kafka {

namespace {

/// Of the request as a whole, else the first partition's, as RequestMetrics' ErrorsPerSec would count it. Source:
/// AbstractResponse.errorCounts.
struct FirstError {
  template <class Response>
  ErrorCode operator()(const Response& response) const {
    if constexpr (requires { response.error; })
      if (response.error != ErrorCode::NONE) return response.error;
    if constexpr (requires { response.partitions.front().error; })
      for (const auto& p : response.partitions)
        if (p.error != ErrorCode::NONE) return p.error;
    return ErrorCode::NONE;
  }
};

}  // namespace

SocketServer::SocketServer(const BrokerContext& context, sim::Network& network, RequestHandler& handler)
    : context_(context),
      network_(network),
      handler_(handler),
      io_threads_(context.scheduler, context.life, context.config.num_io_threads) {
  for (std::int32_t i = 0; i < context.config.num_network_threads; ++i)
    network_threads_.push_back(std::make_unique<sim::ServerQueue>(context.scheduler, context.life, 1));
}

void SocketServer::start() { network_.listen(context_.host, context_.life, this); }

void SocketServer::enable_request_processing() {
  processing_ = true;
  for (Channel& c : channels_)
    if (c.open && !c.muted) unmute(c);
}

/// Source: SocketServer.stopProcessingRequests, Processor.closeAll.
void SocketServer::stop_processing_requests() {
  processing_ = false;
  network_.stop_listening(context_.host);
  for (Channel& c : channels_) {
    if (!c.open) continue;
    network_.close(c.connection, context_.host);
    c = Channel{};
  }
}

SocketServer::Channel* SocketServer::channel(sim::ConnectionId connection) {
  if (connection.slot >= channels_.size()) return nullptr;
  Channel& c = channels_[connection.slot];
  return c.open && c.connection == connection ? &c : nullptr;
}

void SocketServer::on_connection_opened(sim::ConnectionId connection, sim::HostId) {
  if (connection.slot >= channels_.size()) channels_.resize(connection.slot + 1);
  Channel& c = channels_[connection.slot];
  c = Channel{};
  c.connection = connection;
  c.open = true;
  c.processor = next_processor_++ % network_threads_.size();  // connections go round the network threads
}

void SocketServer::on_connection_closed(sim::ConnectionId connection) {
  if (Channel* c = channel(connection)) *c = Channel{};
}

sim::Duration SocketServer::network_cost(sim::Bytes size) const {
  return context_.costs.network_thread_per_request + context_.costs.network_thread_per_kib * size.count() / 1024;
}

// ---- in

void SocketServer::on_request(sim::ConnectionId connection, const RequestPtr& request) {
  Channel* c = channel(connection);
  if (!c) return;
  if (size_of(request->body) > context_.config.socket_request_max_bytes) {  // Kafka: InvalidReceiveException
    network_.close(connection, context_.host);
    *c = Channel{};
    return;
  }
  if (c->muted || !processing_) return c->unread.push_back(request);
  read(*c, request);
}

void SocketServer::read(Channel& c, const RequestPtr& request) {
  c.muted = true;
  network_threads_[c.processor]->submit(
      network_cost(size_of(request->body)),
      [this, connection = c.connection, r = RequestPtr(request)] { enqueue(connection, r); });
}

void SocketServer::enqueue(sim::ConnectionId connection, const RequestPtr& request) {
  const auto limit = static_cast<std::size_t>(context_.config.queued_max_requests);
  if (io_threads_.waiting() >= limit) return overflow_.push_back({connection, request});
  give_to_io_thread(connection, request);
}

void SocketServer::give_to_io_thread(sim::ConnectionId connection, const RequestPtr& request) {
  request->queued = context_.scheduler.now();
  request->service = handler_.cost(*request);
  io_threads_.submit(request->service, [this, connection, r = RequestPtr(request)] { handled(connection, r); });
}

/// What waits when the network closes is dropped: nobody would hear the answer, and the logs are about to be flushed.
void SocketServer::handled(sim::ConnectionId connection, const RequestPtr& request) {
  if (!processing_) return;
  request->handled = context_.scheduler.now();
  request->dequeued = request->handled - request->service;
  if (!overflow_.empty()) {
    const Queued next = std::move(overflow_.front());
    overflow_.pop_front();
    give_to_io_thread(next.connection, next.request);
  }
  handler_.handle(connection, request);
}

// ---- out

/// A request whose client is gone counts too. Source: Processor.sendResponse, which updates RequestMetrics.
void SocketServer::respond(sim::ConnectionId connection, const RequestPtr& request, ResponseBody answer) {
  request->ready = context_.scheduler.now();
  request->answer = std::move(answer);
  Channel* c = channel(connection);
  if (!c) return completed(*request, sim::Duration{0}, std::visit(FirstError{}, *request->answer));
  network_threads_[c->processor]->submit(network_cost(size_of(*request->answer)),
                                         [this, connection, r = RequestPtr(request)] { write(connection, r); });
}

void SocketServer::write(sim::ConnectionId connection, const RequestPtr& request) {
  Channel* c = channel(connection);
  if (!c) return;
  const sim::Bytes size = size_of(*request->answer);
  completed(*request, network_cost(size), std::visit(FirstError{}, *request->answer));
  network_.send(connection, context_.host, size, [r = RequestPtr(request)] { r->client->on_answer(r); });
  unmute(*c);
}

void SocketServer::no_answer(sim::ConnectionId connection, const RequestPtr& request, ErrorCode error) {
  request->ready = context_.scheduler.now();
  completed(*request, sim::Duration{0}, error);
  Channel* c = channel(connection);
  if (!c) return;
  if (error == ErrorCode::NONE) return unmute(*c);
  network_.close(connection, context_.host);
  *c = Channel{};
}

void SocketServer::throttle(sim::ConnectionId connection, sim::Duration time) {
  if (Channel* c = channel(connection))
    c->throttled_until = std::max(c->throttled_until, context_.scheduler.from_now(time));
}

void SocketServer::unmute(Channel& c) {
  if (context_.scheduler.now() < c.throttled_until) {
    context_.scheduler.at(c.throttled_until, context_.life, [this, connection = c.connection] {
      if (Channel* throttled = channel(connection)) unmute(*throttled);
    });
    return;
  }
  c.muted = false;
  if (c.unread.empty()) return;
  const RequestPtr next = std::move(c.unread.front());
  c.unread.pop_front();
  read(c, next);
}

void SocketServer::completed(const Request& request, sim::Duration send_time, ErrorCode error) {
  const auto* fetch = std::get_if<FetchRequest>(&request.body);
  context_.emit([&] {
    return RequestCompleted{.broker = context_.id,
                            .api = api_of(request.body),
                            .from_follower = fetch && fetch->replica != kNoBroker,
                            .error = error,
                            .request_queue_time = request.dequeued - request.queued,
                            .local_time = request.handled - request.dequeued,
                            .remote_time = request.ready - request.handled,
                            .response_queue_time = context_.scheduler.now() - request.ready - send_time,
                            .response_send_time = send_time};
  });
}

}  // namespace kafka
