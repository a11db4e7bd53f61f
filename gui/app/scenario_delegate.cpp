#include "gui/app/scenario_delegate.h"

#include <QListView>
#include <QPainter>
#include <algorithm>

#include "gui/app/scenario_model.h"
#include "gui/style/fonts.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"
#include "scenarios/engine/loader/scenario_loader.h"

namespace app {
namespace {

constexpr QSize kCard{300, 148};
constexpr double kPicture = 56;

/// What the scenario is about, by the words of its chapter.
style::Icon icon_of(const QString& chapter) {
  const QString c = chapter.toLower();
  if (c.contains("first")) return style::Icon::book;
  if (c.contains("durab")) return style::Icon::disk;
  if (c.contains("controller")) return style::Icon::crown;
  if (c.contains("speed")) return style::Icon::charts;
  if (c.contains("operat")) return style::Icon::heal;
  if (c.contains("key") || c.contains("order")) return style::Icon::log;
  if (c.contains("offset") || c.contains("deliver") || c.contains("exactly")) return style::Icon::flag;
  if (c.contains("replic")) return style::Icon::broker;
  if (c.contains("truck") || c.contains("use case")) return style::Icon::truck;
  if (c.contains("group") || c.contains("consum")) return style::Icon::groups;
  if (c.contains("produc") || c.contains("record")) return style::Icon::producer;
  if (c.contains("topic") || c.contains("partition") || c.contains("log")) return style::Icon::log;
  if (c.contains("zookeeper")) return style::Icon::zookeeper;
  if (c.contains("fail") || c.contains("fault") || c.contains("what")) return style::Icon::bolt;
  if (c.contains("scale") || c.contains("perform") || c.contains("claim")) return style::Icon::charts;
  return style::Icon::cluster;
}

/// By its place in the course.
std::size_t colour_of(const QString& chapter) {
  const auto known = scenario::chapters();
  std::size_t place = 0;
  while (place < known.size() &&
         chapter.compare(QLatin1String(known[place].data(), static_cast<qsizetype>(known[place].size())),
                         Qt::CaseInsensitive) != 0)
    ++place;
  return place;
}

}  // namespace

QSize ScenarioDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  // As many columns as there is room for, and all of the room.
  const auto* const list = qobject_cast<const QListView*>(option.widget);
  const QSize least = kCard * style::font_scale();
  if (list == nullptr) return least;
  const int room = list->viewport()->width() - 4;
  return {room / std::max(1, room / least.width()), least.height()};
}

void ScenarioDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const style::Theme& t = style::theme();
  const QRectF card = QRectF(option.rect).adjusted(5, 5, -5, -5);
  const bool chosen = (option.state & QStyle::State_Selected) != 0;
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(chosen ? t.accent : t.border, chosen ? 1.8 : 1));
  painter->setBrush(t.panel);
  painter->drawRoundedRect(card, 9, 9);
  const QRectF picture(card.left() + 10, card.top() + 10, kPicture, card.height() - 20);
  painter->setPen(Qt::NoPen);
  painter->setBrush(t.panel2);
  painter->drawRoundedRect(picture, 7, 7);
  const QString chapter = index.data(ScenarioModel::chapter_role).toString();
  const QColor hue = t.category(colour_of(chapter));
  const double side = 28;
  style::draw_icon(*painter, icon_of(chapter),
                   QRectF(picture.center() - QPointF(side / 2, side / 2), QSizeF(side, side)), hue);
  const QRectF text(picture.right() + 12, card.top() + 10, card.right() - picture.right() - 22, card.height() - 20);
  painter->setFont(style::ui_font(10, QFont::DemiBold));
  painter->setPen(hue);
  const double line = 15 * style::font_scale();
  painter->drawText(
      QRectF(text.left(), text.top(), text.width() - 20, line), Qt::AlignLeft,
      painter->fontMetrics().elidedText(chapter.toUpper(), Qt::ElideRight, static_cast<int>(text.width() - 20)));
  if (index.data(ScenarioModel::done_role).toBool())
    style::draw_icon(*painter, style::Icon::check, QRectF(text.right() - 14, text.top() - 2, 16, 16), t.ok);
  painter->setFont(style::ui_font(13, QFont::DemiBold));
  painter->setPen(t.text);
  QRectF used;
  const QRectF title(text.left(), text.top() + line + 2, text.width(), 3.4 * line);
  painter->drawText(title, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                    index.data(ScenarioModel::title_role).toString(), &used);
  painter->setFont(style::ui_font(11));
  painter->setPen(t.muted);
  const QRectF rest(text.left(), used.bottom() + 4, text.width(), text.bottom() - used.bottom() - 4);
  painter->setClipRect(rest);
  painter->drawText(rest, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                    index.data(ScenarioModel::lesson_role).toString().left(160));
  painter->restore();
}

}  // namespace app
