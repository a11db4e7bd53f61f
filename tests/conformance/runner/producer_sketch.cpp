#include "tests/conformance/runner/producer_sketch.h"

#include "sim/core/check.h"

namespace conformance {

namespace {

/// The last batch of a partition's queue; only that one may be incomplete.
struct Batch {
  bool open = false;
  std::int64_t bytes = 0;
};

/// Kafka: RecordAccumulator.append and KafkaProducer.doSend around it.
class Queues {
 public:
  Queues(const ProducerSketch& sketch, kafka::Partitioner& partitioner)
      : sketch_(sketch), partitioner_(partitioner), last_(static_cast<std::size_t>(sketch.partitions)) {
    input_ = {kafka::TopicId(0), sketch.partitions, sketch.available, sketch.key};
  }

  kafka::PartitionId send() {
    kafka::PartitionId at = settled(partitioner_.partition(input_));
    if (!has_room(at) && partitioner_.on_new_batch(input_, at)) at = settled(partitioner_.partition(input_));
    while (!has_room(at)) {
      // Kafka closes the full batch before it looks for memory, and then asks again whether to switch.
      batch(at).open = false;
      const kafka::PartitionId again = settled(at);
      if (again == at) {
        batch(at) = {true, 0};
        break;
      }
      at = again;
    }
    batch(at).bytes += sketch_.record_bytes;
    partitioner_.update_partition_info(input_, at, sketch_.record_bytes, !incomplete(at));
    return at;
  }

  void drain() {
    for (Batch& batch : last_) batch = {};
  }

 private:
  Batch& batch(kafka::PartitionId partition) { return last_[static_cast<std::size_t>(partition.value())]; }

  bool has_room(kafka::PartitionId partition) {
    const Batch& last = batch(partition);
    return last.open && (last.bytes == 0 || last.bytes + sketch_.record_bytes <= sketch_.settings.batch_size);
  }
  bool incomplete(kafka::PartitionId partition) {
    return batch(partition).open && batch(partition).bytes < sketch_.settings.batch_size;
  }

  /// A switch that had to wait for a batch to fill is made up for before the next record.
  kafka::PartitionId settled(kafka::PartitionId at) {
    while (!incomplete(at) && partitioner_.update_partition_info(input_, at, 0, true))
      at = partitioner_.partition(input_);
    return at;
  }

  const ProducerSketch& sketch_;
  kafka::Partitioner& partitioner_;
  kafka::PartitionInput input_;
  std::vector<Batch> last_;
};

}  // namespace

std::vector<std::int64_t> ProducerSketch::run(std::uint64_t seed) const {
  const auto made = kafka::make_partitioner(partitioner, settings, sim::Rng(seed));
  SIM_CHECK(made != nullptr);
  Queues queues(*this, *made);
  std::vector<std::int64_t> visits;
  for (std::int64_t i = 0; i < records; ++i) {
    visits.push_back(queues.send().value());
    if (drained_after_each) queues.drain();
  }
  return visits;
}

}  // namespace conformance
