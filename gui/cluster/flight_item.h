#pragma once
/// Records on their way, as dots: exactly where each batch is while time runs slowly, else a flow whose density grows
/// with the rate. Square = produced, small square = copied by a follower, dot = read; the colour is the partition's.

#include <QGraphicsItem>
#include <QPixmap>
#include <QString>
#include <array>

#include "gui/cluster/scene_layout.h"
#include "gui/cluster/wiring.h"
#include "gui/style/theme.h"
#include "gui/view/run_record.h"

namespace cluster {

class FlightItem final : public QGraphicsItem {
 public:
  /// At most this fast batches are shown one by one; from the other on no dots are: they could not be followed.
  static constexpr double kExactSpeed = 0.02;
  static constexpr double kBrightSpeed = 100;
  static constexpr std::size_t kMostStreams = 500;

  FlightItem(const SceneState& state, const Wiring& wiring, const SceneLayout& layout);

  /// Another snapshot or layout.
  void look_again();
  /// Of the animation, in seconds: the same clock gives the same picture.
  void set_clock(double seconds);
  [[nodiscard]] double clock() const { return clock_; }
  /// "flow mode: 1 dot = 40 batches"
  [[nodiscard]] QString label() const;
  /// Dots in the last picture.
  [[nodiscard]] int drawn() const { return drawn_; }

  [[nodiscard]] QRectF boundingRect() const override { return {QPointF(0, 0), layout_.size}; }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  /// Dots of one link.
  struct Stream {
    Curve curve;
    int kind = 0;
    int hue = 0;
    double rate = 0;  // dots per second
    double phase = 0;
    bool faint = false;
  };
  struct Dot {
    QPointF at;
    int kind = 0;
    int hue = 0;
    bool faint = false;
  };
  void add_stream(view::FlowNow::Kind kind, const EntityItem& from, const EntityItem& to, const view::FlowNow& flow);
  [[nodiscard]] std::vector<Dot> flowing() const;
  [[nodiscard]] std::vector<Dot> exact() const;
  /// That exact dots are shown of: batches are told when they have arrived.
  [[nodiscard]] sim::SimTime exact_time() const;
  void make_sprites();

  const SceneState& state_;
  const Wiring& wiring_;
  const SceneLayout& layout_;
  std::vector<Stream> streams_;
  double batches_ = 0;
  double dots_ = 0;
  double clock_ = 0;
  int drawn_ = 0;
  std::optional<unsigned> theme_;  ///< its version
  std::array<std::array<QPixmap, 8>, 3> sprites_;
};

}  // namespace cluster
