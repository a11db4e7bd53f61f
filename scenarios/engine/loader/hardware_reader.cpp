#include <fmt/format.h>

#include "scenarios/engine/loader/cluster_reader.h"
#include "scenarios/engine/loader/hardware_presets.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"

namespace scenario {
namespace {

void read_preset(Context& context, MapReader& map, kafka::HardwareConfig& hardware) {
  std::string name;
  if (!map.text("preset", name)) return;
  if (auto preset = hardware_preset(name)) {
    hardware = *preset;
    return;
  }
  context.error(map.find("preset")->mark, fmt::format("no hardware preset is called '{}'", shorten(name)),
                suggest(name, hardware_preset_names()));
}

void read_codec(Context& context, const Node& node, const std::string& path, kafka::CodecCosts& codec) {
  MapReader map(context, node, Section::codec, path);
  double ratio = codec.ratio;
  if (map.number("ratio", ratio)) {
    if (ratio > 0 && ratio <= 1) {
      codec.ratio = ratio;
    } else {
      context.error(map.find("ratio")->mark, "'ratio' must be more than 0 and at most 1");
    }
  }
  if (map.duration("cpu.per.mb", codec.compress)) codec.decompress = codec.compress / 3;
  map.duration("decompression.per.mb", codec.decompress);
}

void read_compression(Context& context, MapReader& hardware, kafka::CompressionCosts& costs) {
  const Node* node = hardware.find("compression");
  if (node == nullptr) return;
  MapReader map(context, *node, Section::compression, hardware.path_of("compression"));
  using enum kafka::CompressionType;
  for (const kafka::CompressionType type : {gzip, snappy, lz4, zstd}) {
    const std::string_view name = name_of(type);
    if (const Node* codec = map.find(name)) read_codec(context, *codec, map.path_of(name), costs.of(type));
  }
}

}  // namespace

void read_hardware(Context& context, const Node* node, kafka::HardwareConfig& hardware) {
  hardware = *hardware_preset("lan");
  if (node == nullptr) return;
  MapReader map(context, *node, Section::hardware, "cluster.hardware");
  read_preset(context, map, hardware);
  map.duration("latency", hardware.network.latency);
  map.duration("rack.latency", hardware.network.rack_latency);
  map.bandwidth("broker.nic", hardware.network.broker_nic);
  map.bandwidth("client.nic", hardware.network.client_nic);
  map.bandwidth("disk.read", hardware.disk.read_rate);
  map.bandwidth("disk.write", hardware.disk.write_rate);
  map.duration("disk.fsync", hardware.disk.fsync);
  map.bytes("page.cache", hardware.disk.page_cache);
  read_compression(context, map, hardware.compression);
  if (const Node* costs_node = map.find("costs")) {
    MapReader costs(context, *costs_node, Section::costs, "cluster.hardware.costs");
    costs.duration("network.thread.per.request", hardware.costs.network_thread_per_request);
    costs.duration("network.thread.per.kib", hardware.costs.network_thread_per_kib);
    costs.duration("io.thread.per.request", hardware.costs.io_thread_per_request);
    costs.duration("io.thread.per.partition", hardware.costs.io_thread_per_partition);
    costs.duration("io.thread.per.kib", hardware.costs.io_thread_per_kib);
  }
}

}  // namespace scenario
