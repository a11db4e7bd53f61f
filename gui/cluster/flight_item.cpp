#include "gui/cluster/flight_item.h"

#include <QCoreApplication>
#include <QPainter>
#include <QRadialGradient>
#include <algorithm>
#include <cmath>

#include "gui/style/format.h"

namespace cluster {
namespace {

constexpr double kTravel = 0.9;  // seconds of the animation's clock
constexpr double kSprite = 18;   // units of the scene
constexpr double kSpriteScale = 2;
/// Batches are told when they have arrived: at the end of the record the picture stays so much behind.
constexpr sim::Duration kBehind = std::chrono::milliseconds(10);
constexpr std::ptrdiff_t kMostLooked = 4'000;

QString flight_tr(const char* text) { return QCoreApplication::translate("cluster::Flight", text); }

/// 1, 2, 5, 10, 20, 50 ...
double rounded(double n) {
  if (n <= 1) return 1;
  const double decade = std::pow(10, std::floor(std::log10(n)));
  const double digit = n / decade;
  return decade * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
}

int hue_of(kafka::TopicPartition tp) { return static_cast<int>((tp.partition.value() + tp.topic.value() * 3) % 8); }

/// Between 0 and 1, the same for the same link.
double phase_of(const view::FlowNow& f) {
  auto h = static_cast<std::uint64_t>(f.from.value()) * 73856093U ^
           static_cast<std::uint64_t>(f.to.value()) * 19349663U ^
           static_cast<std::uint64_t>(f.tp.partition.value()) * 83492791U ^
           static_cast<std::uint64_t>(f.tp.topic.value()) * 2654435761U;
  h *= 0x9E3779B97F4A7C15ULL;
  return static_cast<double>(h >> 11) / static_cast<double>(1ULL << 53);
}

}  // namespace

FlightItem::FlightItem(const SceneState& state, const Wiring& wiring, const SceneLayout& layout)
    : state_(state), wiring_(wiring), layout_(layout) {
  setZValue(5);
  setAcceptedMouseButtons(Qt::NoButton);
  setAcceptHoverEvents(false);
}

void FlightItem::look_again() {
  prepareGeometryChange();
  streams_.clear();
  batches_ = dots_ = 0;
  if (!state_.now) return;
  std::vector<const view::FlowNow*> flows;
  for (const view::FlowNow& f : state_.now->flows)
    if (f.batches > 0) flows.push_back(&f);
  if (flows.size() > kMostStreams) {
    std::nth_element(flows.begin(), flows.begin() + kMostStreams, flows.end(), [](const auto* a, const auto* b) {
      return std::tie(b->batches, a->kind, a->from, a->to, a->tp) <
             std::tie(a->batches, b->kind, b->from, b->to, b->tp);
    });
    for (auto it = flows.begin() + kMostStreams; it != flows.end(); ++it) batches_ += (*it)->batches;
    flows.resize(kMostStreams);
  }
  for (const view::FlowNow* const f : flows) {
    const EntityItem* const from = wiring_.item_at(f->from);
    const EntityItem* const to = wiring_.item_at(f->to);
    if (from != nullptr && to != nullptr && from != to) add_stream(f->kind, *from, *to, *f);
  }
  update();
}

void FlightItem::add_stream(view::FlowNow::Kind kind, const EntityItem& from, const EntityItem& to,
                            const view::FlowNow& flow) {
  Stream s;
  s.curve = Wiring::curve_of(kind, from, to, flow.tp);
  s.kind = static_cast<int>(kind);
  s.hue = hue_of(flow.tp);
  s.rate = std::min(flow.batches, 0.22 + 0.12 * std::log2(1 + flow.batches));
  s.phase = phase_of(flow) + 0.31 * s.kind;
  s.faint = state_.path && *state_.path != flow.tp;
  batches_ += flow.batches;
  dots_ += s.rate;
  streams_.push_back(s);
}

void FlightItem::set_clock(double seconds) {
  clock_ = seconds;
  update();
}

QString FlightItem::label() const {
  if (state_.reduced_motion) return flight_tr("reduced motion: the brighter a link, the more batches");
  if (state_.flight == Flight::brightness) return flight_tr("too fast for dots: the brighter a link, the more batches");
  if (state_.flight == Flight::exact) {
    const double behind = state_.now ? sim::to_seconds(state_.now->time - exact_time()) : 0;
    return behind <= 0
               ? flight_tr("exact mode: each dot is a batch, colour = partition")
               : flight_tr("exact mode: each dot is a batch, where it was %1 ago").arg(style::span_text(behind));
  }
  if (dots_ <= 0) return flight_tr("flow mode: nothing flows");
  const double each = rounded(batches_ / dots_);
  return each <= 1 ? flight_tr("flow mode: 1 dot = 1 batch, colour = partition")
                   : flight_tr("flow mode: 1 dot = %1 batches, colour = partition").arg(style::count_text(each));
}

std::vector<FlightItem::Dot> FlightItem::flowing() const {
  std::vector<Dot> dots;
  for (const Stream& s : streams_) {
    const double last = std::floor(clock_ * s.rate - s.phase);
    for (double k = last; clock_ - (k + s.phase) / s.rate < kTravel; --k) {
      const double share = (clock_ - (k + s.phase) / s.rate) / kTravel;
      if (share < 0) continue;
      dots.push_back({point_on(s.curve, share * share * (3 - 2 * share)), s.kind, s.hue, s.faint});
    }
  }
  return dots;
}

sim::SimTime FlightItem::exact_time() const {
  if (state_.record == nullptr) return state_.now->time;
  return std::max(sim::kTimeZero, std::min(state_.now->time, state_.record->until() - kBehind));
}

std::vector<FlightItem::Dot> FlightItem::exact() const {
  std::vector<Dot> dots;
  if (state_.record == nullptr || !state_.now) return dots;
  const auto& hops = state_.record->hops();
  const sim::SimTime at = exact_time();
  auto it =
      std::lower_bound(hops.begin(), hops.end(), at, [](const view::Hop& h, sim::SimTime t) { return h.received < t; });
  for (std::ptrdiff_t looked = 0; it != hops.end() && looked < kMostLooked; ++it, ++looked) {
    if (it->sent > at || it->received < at) continue;
    const EntityItem* const from = wiring_.item_at(it->from);
    const EntityItem* const to = wiring_.item_at(it->to);
    if (from == nullptr || to == nullptr || from == to) continue;
    const double whole = sim::to_seconds(it->received - it->sent);
    const double share = whole > 0 ? sim::to_seconds(at - it->sent) / whole : 1;
    const Curve curve = Wiring::curve_of(it->kind, *from, *to, it->tp);
    dots.push_back(
        {point_on(curve, share), static_cast<int>(it->kind), hue_of(it->tp), state_.path && *state_.path != it->tp});
  }
  return dots;
}

void FlightItem::make_sprites() {
  const style::Theme& t = style::theme();
  theme_ = style::theme_version();
  for (std::size_t kind = 0; kind < sprites_.size(); ++kind) {
    for (std::size_t hue = 0; hue < 8; ++hue) {
      QPixmap pixmap(static_cast<int>(kSprite * kSpriteScale), static_cast<int>(kSprite * kSpriteScale));
      pixmap.fill(Qt::transparent);
      QPainter p(&pixmap);
      p.setRenderHint(QPainter::Antialiasing);
      p.scale(kSpriteScale, kSpriteScale);
      const QColor& colour = t.category(hue);
      QRadialGradient glow(kSprite / 2, kSprite / 2, kSprite / 2);
      glow.setColorAt(0, style::faded(colour, kind == 0 ? 0.55 : 0.35));
      glow.setColorAt(1, style::faded(colour, 0));
      p.setPen(Qt::NoPen);
      p.setBrush(glow);
      p.drawEllipse(QRectF(0, 0, kSprite, kSprite));
      p.setBrush(kind == 1 ? style::mixed(colour, t.panel, 0.3) : colour);
      const double side = kind == 0 ? 6.4 : 4.4;
      const QRectF mark(kSprite / 2 - side / 2, kSprite / 2 - side / 2, side, side);
      kind == 2 ? p.drawEllipse(mark.adjusted(-0.6, -0.6, 0.6, 0.6)) : p.drawRoundedRect(mark, 1.2, 1.2);
      sprites_[kind][hue] = pixmap;
    }
  }
}

void FlightItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  drawn_ = 0;
  if (state_.flight == Flight::brightness) return;
  if (theme_ != style::theme_version()) make_sprites();
  const std::vector<Dot> dots = state_.flight == Flight::exact ? exact() : flowing();
  drawn_ = static_cast<int>(dots.size());
  std::array<std::array<QVarLengthArray<QPainter::PixmapFragment, 32>, 8>, 3> fragments;
  const QRectF whole(0, 0, kSprite * kSpriteScale, kSprite * kSpriteScale);
  const double scale = 1 / kSpriteScale / std::max(1.0, state_.zoom);
  for (const Dot& d : dots)
    fragments[static_cast<std::size_t>(d.kind)][static_cast<std::size_t>(d.hue)].append(
        QPainter::PixmapFragment::create(d.at, whole, scale, scale, 0, d.faint ? 0.2 : 1));
  painter->setRenderHint(QPainter::SmoothPixmapTransform);
  for (std::size_t kind = 0; kind < 3; ++kind)
    for (std::size_t hue = 0; hue < 8; ++hue)
      if (const auto& f = fragments[kind][hue]; !f.isEmpty())
        painter->drawPixmapFragments(f.constData(), static_cast<int>(f.size()), sprites_[kind][hue]);
}

}  // namespace cluster
