#include "scenarios/engine/trucks/road_graph.h"

namespace scenario {

RoadGraph make_road_graph(std::span<const City> cities, std::span<const Road> roads) {
  RoadGraph graph(cities.size());
  std::int16_t number = 0;
  for (const Road& road : roads) {
    const RoadGraph::edge_property_type properties(number++, road.travel_time().count());
    boost::add_edge(static_cast<std::size_t>(road.a.value()), static_cast<std::size_t>(road.b.value()), properties,
                    graph);
  }
  return graph;
}

}  // namespace scenario
