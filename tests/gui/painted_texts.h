#pragma once
/// Every text that a widget draws, painted ones too: it is rendered onto a device that keeps texts instead of pixels.

#include <QPaintDevice>
#include <QPaintEngine>
#include <QWidget>
#include <vector>

namespace gui_testing {

struct PaintedText {
  QString text;
  QRectF at;         ///< on the device
  bool cut = false;  ///< a clip takes part of it away
};

class TextEngine final : public QPaintEngine {
 public:
  TextEngine() : QPaintEngine(QPaintEngine::AllFeatures) {}

  std::vector<PaintedText> texts;

  bool begin(QPaintDevice*) override { return true; }
  bool end() override { return true; }
  void updateState(const QPaintEngineState&) override {}
  void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
  void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {}
  void drawPath(const QPainterPath&) override {}
  void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
  void drawTextItem(const QPointF& at, const QTextItem& item) override {
    const QRectF box(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
    PaintedText found{item.text(), painter()->transform().mapRect(box), false};
    if (painter()->hasClipping()) {
      const QRectF clip = painter()->clipBoundingRect();
      found.cut = !clip.isNull() && clip.intersects(box) && clip.right() + 1 < box.right() - 0.1 * box.width();
    }
    texts.push_back(found);
  }
  [[nodiscard]] Type type() const override { return QPaintEngine::User; }
};

class TextDevice final : public QPaintDevice {
 public:
  explicit TextDevice(QSize size) : size_(size) {}
  [[nodiscard]] QPaintEngine* paintEngine() const override { return &engine_; }
  [[nodiscard]] const std::vector<PaintedText>& texts() const { return engine_.texts; }

 protected:
  int metric(PaintDeviceMetric metric) const override {
    switch (metric) {
      case PdmWidth:
        return size_.width();
      case PdmHeight:
        return size_.height();
      case PdmWidthMM:
        return size_.width() / 4;
      case PdmHeightMM:
        return size_.height() / 4;
      case PdmNumColors:
        return 1 << 24;
      case PdmDepth:
        return 32;
      case PdmDpiX:
      case PdmDpiY:
      case PdmPhysicalDpiX:
      case PdmPhysicalDpiY:
        return 96;
      case PdmDevicePixelRatio:
        return 1;
      case PdmDevicePixelRatioScaled:
        return static_cast<int>(QPaintDevice::devicePixelRatioFScale());
      default:
        return 0;
    }
  }

 private:
  QSize size_;
  mutable TextEngine engine_;
};

/// What was drawn before and kept as a pixmap is drawn again.
inline std::vector<PaintedText> painted_texts(QWidget& widget) {
  TextDevice device(widget.size());
  widget.render(&device);
  return device.texts();
}

}  // namespace gui_testing
