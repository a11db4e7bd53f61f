#pragma once
/// Where everything of the cluster stands: computed from how many there are of what, and from the room there is.

#include <QRectF>
#include <QSizeF>
#include <vector>

#include "gui/view/snapshot.h"

namespace cluster {

struct SceneLayout {
  QSizeF size;
  std::vector<QRectF> zookeeper;
  std::vector<QRectF> producers;
  std::vector<QRectF> brokers;
  int broker_columns = 1;
  std::vector<QRectF> groups;
  std::vector<std::vector<QRectF>> members;  ///< of each group
  QRectF producers_title;
  QRectF groups_title;
  QRectF zookeeper_title;

  /// The least size at which everything can be read.
  static constexpr QSizeF kLeast{760, 420};
  /// The size that the sizes of fonts are made for.
  static constexpr QSizeF kDesigned{1180, 600};

  static SceneLayout of(const view::Snapshot& snapshot, QSizeF size);
  bool operator==(const SceneLayout&) const = default;
};

/// Squares or cells in a field: as large as can be.
struct CellGrid {
  enum class Look { summed, colour, number, full };
  Look look = Look::colour;
  int columns = 1;
  QSizeF cell;
  double gap = 1;
  QPointF origin;

  /// In pixels of the designed size.
  static constexpr double kFullWidth = 90;
  static constexpr double kFullHeight = 36;
  static constexpr double kNumber = 13;
  static constexpr double kLeast = 4;

  static CellGrid fit(const QRectF& area, int cells);
  [[nodiscard]] QRectF rect(int i) const {
    const int row = i / columns;
    const int column = i % columns;
    return {origin + QPointF(column * (cell.width() + gap), row * (cell.height() + gap)), cell};
  }
};

}  // namespace cluster
