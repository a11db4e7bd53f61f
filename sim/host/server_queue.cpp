#include "sim/host/server_queue.h"

#include <cmath>

#include "sim/core/check.h"

namespace sim {

ServerQueue::ServerQueue(Scheduler& scheduler, LifeId life, int servers)
    : scheduler_(scheduler), life_(life), accounted_(scheduler.now()) {
  SIM_CHECK(servers >= 1);
  servers_.resize(static_cast<std::size_t>(servers));
  for (std::size_t i = servers_.size(); i-- > 0;) idle_.push_back(i);
}

ServerQueue::~ServerQueue() {
  for (Server& server : servers_) scheduler_.cancel(server.end);
}

void ServerQueue::set_speed(double factor) {
  SIM_CHECK(factor > 0);
  speed_ = factor;
}

Duration ServerQueue::busy_time() const { return busy_time_ + (scheduler_.now() - accounted_) * busy_; }

void ServerQueue::submit_job(Duration service, Done done) {
  SIM_CHECK(service >= Duration{0});
  Job job{service, std::move(done)};
  if (idle_.empty()) {
    waiting_.push(std::move(job));
    return;
  }
  const std::size_t server = idle_.back();
  idle_.pop_back();
  account();
  ++busy_;
  begin(server, std::move(job));
}

void ServerQueue::begin(std::size_t server, Job job) {
  Duration service = job.service;
  if (speed_ != 1.0) service = Duration(std::llround(static_cast<double>(service.count()) / speed_));
  servers_[server].done = std::move(job.done);
  servers_[server].end = scheduler_.after(service, life_, [this, server] { finish(server); });
}

void ServerQueue::finish(std::size_t server) {
  Done done = std::move(servers_[server].done);
  ++completed_;
  if (waiting_.empty()) {
    account();
    --busy_;
    idle_.push_back(server);
  } else {
    begin(server, waiting_.pop());
  }
  done();  // last: it may destroy this queue
}

void ServerQueue::account() {
  busy_time_ = busy_time();
  accounted_ = scheduler_.now();
}

}  // namespace sim
