#include "gui/app/news_bar.h"

#include <QHBoxLayout>

#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace app {
namespace {

constexpr int kNewsMs = 6000;

}  // namespace

NewsBar::NewsBar(QWidget* parent) : QFrame(parent) {
  setObjectName("news");
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(10, 5, 6, 5);
  text_ = new QLabel(this);
  text_->setObjectName("bar");
  text_->setAccessibleName(tr("Message"));
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  save_ = new QPushButton(tr("Save journal ..."), this);
  save_->setObjectName("save-journal");
  close_ = new QPushButton(tr("Close"), this);
  close_->setObjectName("close-bar");
  close_->setAccessibleName(tr("Close the message"));
  row->addWidget(text_, 1);
  row->addWidget(save_);
  row->addWidget(close_);
  gone_.setSingleShot(true);
  gone_.setInterval(kNewsMs);
  connect(&gone_, &QTimer::timeout, this, [this] { tell(Kind::nothing, {}); });
  connect(save_, &QPushButton::clicked, this, &NewsBar::save_wanted);
  connect(close_, &QPushButton::clicked, this, [this] { tell(Kind::nothing, {}); });
  setVisible(false);
}

void NewsBar::tell_news(const QString& text) {
  if (kind_ != Kind::bug) tell(Kind::news, text);
}
void NewsBar::tell_problem(const QString& text) {
  if (kind_ != Kind::bug) tell(Kind::problem, text);
}
void NewsBar::tell_bug(const QString& text) { tell(Kind::bug, text); }
void NewsBar::clear() { tell(Kind::nothing, {}); }

void NewsBar::tell(Kind kind, const QString& text) {
  kind_ = kind;
  const style::Theme& t = style::theme();
  const QColor colour = kind == Kind::news ? t.ok : t.bad;
  setStyleSheet(QString("QFrame#news { background: %2; border: 1px solid %1; border-radius: 7px; } "
                        "QLabel#bar { color: %1; font-family: '%3'; font-size: %4px; }")
                    .arg(colour.name(), style::mixed(t.panel, colour, 0.12).name(), style::mono_font(12).family())
                    .arg(style::mono_font(12).pixelSize()));
  text_->setText(text);
  save_->setVisible(kind == Kind::bug);
  gone_.stop();
  if (kind == Kind::news) gone_.start();
  setVisible(kind != Kind::nothing);
}

}  // namespace app
