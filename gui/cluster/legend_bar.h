#pragma once
/// What the shapes and colours of the cluster mean, and how dots stand for batches.

#include <QWidget>

#include "gui/cluster/scene_state.h"

namespace cluster {

class LegendBar final : public QWidget {
  Q_OBJECT

 public:
  explicit LegendBar(QWidget* parent = nullptr);

  void show_state(const SceneState& state, const QString& flight);
  [[nodiscard]] const QString& flight() const { return flight_; }
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  enum class Sign { leader, in_sync, outside, offline, preferred, above, topic };
  struct Entry {
    Sign sign;
    QString text;
    std::size_t hue = 0;
  };
  void draw_sign(QPainter& p, const Entry& entry, const QRectF& in) const;

  std::vector<Entry> entries_;
  QString flight_;
};

}  // namespace cluster
