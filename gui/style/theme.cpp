#include "gui/style/theme.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QTemporaryDir>
#include <QWidget>

#include "gui/style/fonts.h"
#include "gui/style/icons.h"

namespace style {
namespace {

/// Words that begin with @ stand for colours and sizes: see style_sheet().
constexpr const char* kSheet = R"(
    * { color: @text; }
    QMainWindow, QDialog, QWidget#root { background: @bg; }
    QFrame#panel { background: @panel; border: 1px solid @border; border-radius: 9px; }
    QToolButton, QPushButton { background: @field; border: 1px solid @border; border-radius: 7px; padding: 5px 10px; }
    QToolButton:hover, QPushButton:hover { border-color: @accent; }
    QToolButton:focus, QPushButton:focus, QComboBox:focus, QLineEdit:focus, QAbstractItemView:focus {
      border: 1px solid @accent; }
    QToolButton:disabled, QPushButton:disabled { color: @faint; }
    QPushButton#primary, QToolButton#primary { background: @accent; color: @onaccent; border-color: @accent;
      font-weight: 600; }
    QPushButton#primary:disabled, QToolButton#primary:disabled { background: @field; color: @faint;
      border-color: @border; }
    QToolButton#flat { background: transparent; border: 1px solid transparent; padding: 4px; }
    QToolButton#flat:hover, QToolButton#flat:checked { background: @field; border-color: @border; }
    QToolButton#flat:focus { border-color: @accent; }
    QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit { background: @field; border: 1px solid @border;
      border-radius: 7px; padding: 5px 9px; selection-background-color: @accent; selection-color: @onaccent; }
    QComboBox::drop-down { border: none; width: 18px; }
    QComboBox::down-arrow { image: url(@downmark); width: 14px; height: 14px; }
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { background: transparent; border: none; width: 18px; }
    QAbstractSpinBox::up-arrow { image: url(@upmark); width: 12px; height: 12px; }
    QAbstractSpinBox::down-arrow { image: url(@downmark); width: 12px; height: 12px; }
    QCheckBox::indicator, QRadioButton::indicator { background: @field; border: 1px solid @faint; width: 14px;
      height: 14px; border-radius: 4px; }
    QRadioButton::indicator { border-radius: 8px; }
    QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@checkmark); }
    QRadioButton::indicator:checked { background: @accent; border: 4px solid @field; width: 8px; height: 8px; }
    QComboBox:disabled, QLineEdit:disabled, QCheckBox:disabled, QLabel:disabled { color: @faint; }
    QAbstractItemView { background: @panel; border: none; outline: none; selection-background-color: @field;
      selection-color: @text; alternate-background-color: @panel; gridline-color: transparent; }
    QTableView::item { padding: 3px 6px; border-bottom: 1px solid @grid; }
    QHeaderView::section { background: @panel; color: @muted; border: none; border-bottom: 1px solid @border;
      padding: 5px 6px; font-weight: 600; }
    QScrollBar:vertical { background: transparent; width: 9px; }
    QScrollBar:horizontal { background: transparent; height: 9px; }
    QScrollBar::handle { background: @border; border-radius: 4px; min-height: 30px; min-width: 30px; }
    QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
    QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
    QMenu { background: @field; border: 1px solid @border; border-radius: 8px; padding: 6px; }
    QMenu::item { padding: 6px 22px 6px 12px; border-radius: 5px; }
    QMenu::item:selected { background: @accent; color: @onaccent; }
    QMenu::item:disabled { color: @faint; }
    QMenu::separator { height: 1px; background: @border; margin: 5px 8px; }
    QToolTip { background: @field; color: @text; border: 1px solid @border; padding: 5px; }
    QGraphicsView, QTextBrowser, QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
    QTabWidget::pane { border: none; }
    QTabBar::tab { background: transparent; color: @muted; border: none; border-bottom: 2px solid transparent;
      padding: 5px 8px; }
    QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
    QTabBar::tab:focus { color: @accent; }
    QTabBar { qproperty-drawBase: 0; }
    QProgressBar { background: @field; color: @text; border: 1px solid @border; border-radius: 5px; text-align: center; }
    QProgressBar::chunk { background: @border; border-radius: 4px; }
    QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
    QTabBar QToolButton { padding: 0; border-radius: 3px; }
    QSplitter::handle, QMainWindow::separator { background: transparent; width: 8px; height: 8px; }
    QMainWindow::separator:hover { background: @border; }
    QDockWidget { border: none; }
    QCheckBox:focus, QRadioButton:focus, QSlider:focus { border: 1px solid @accent; border-radius: 4px; }
    QCheckBox, QRadioButton, QSlider { border: 1px solid transparent; padding: 1px; }
    QSlider::groove:horizontal { background: @border; height: 4px; border-radius: 2px; }
    QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
    QSlider::handle:horizontal { background: @text; width: 14px; margin: -5px 0; border-radius: 7px; }
  )";

Theme dark() {
  Theme t;
  t.name = ThemeName::dark;
  t.bg = QColor("#0E1217");
  t.panel = QColor("#151B23");
  t.panel2 = QColor("#1C242E");
  t.border = QColor("#2B3542");
  t.text = QColor("#E7EDF4");
  t.muted = QColor("#97A5B5");
  t.faint = QColor("#6B7A8B");
  t.accent = QColor("#5CB3FF");
  t.on_accent = QColor("#08111A");
  t.ok = QColor("#35C79A");
  t.warn = QColor("#F3B53F");
  t.bad = QColor("#FF6F4E");
  t.grid = QColor("#222B36");
  t.water = QColor("#0F2234");
  t.land = QColor("#12201A");
  t.categories = {QColor("#8CC4FF"), QColor("#E69F00"), QColor("#2BE3C8"), QColor("#EED686"),
                  QColor("#B46DAC"), QColor("#D9663B"), QColor("#5F7EE8"), QColor("#8E9980")};
  return t;
}

Theme light() {
  Theme t;
  t.name = ThemeName::light;
  t.bg = QColor("#F3F6F9");
  t.panel = QColor("#FFFFFF");
  t.panel2 = QColor("#F0F3F7");
  t.border = QColor("#D6DEE7");
  t.text = QColor("#16202B");
  t.muted = QColor("#566575");
  t.faint = QColor("#7D8B99");
  t.accent = QColor("#0B69C4");
  t.on_accent = QColor("#FFFFFF");
  t.ok = QColor("#00805C");
  t.warn = QColor("#A96800");
  t.bad = QColor("#C43D1C");
  t.grid = QColor("#E8EDF2");
  t.water = QColor("#DCEAF6");
  t.land = QColor("#EDF3EA");
  t.categories = {QColor("#145EC7"), QColor("#A27400"), QColor("#009D91"), QColor("#484000"),
                  QColor("#680B79"), QColor("#C74347"), QColor("#8684C2"), QColor("#2E434C")};
  return t;
}

Theme high_contrast() {
  Theme t = dark();
  t.name = ThemeName::high_contrast;
  t.bg = QColor("#000000");
  t.panel = QColor("#000000");
  t.panel2 = QColor("#141414");
  t.border = QColor("#B8C2CC");
  t.text = QColor("#FFFFFF");
  t.muted = QColor("#E2E8EE");
  t.faint = QColor("#B8C2CC");
  t.grid = QColor("#3A444E");
  return t;
}

struct Chosen {
  Palette palette = Palette::everyone;
  unsigned version = 0;
  bool reduced_motion = false;
};

Chosen& chosen() {
  static Chosen c;
  return c;
}

using Eight = std::array<const char*, 8>;

/// Searched as those of Palette::everyone, each for two kinds of sight less: the worst pair is much farther apart.
const Eight* searched(Palette palette, bool on_dark) {
  static constexpr Eight kRedGreenDark{"#CD5C61", "#FDDE8F", "#06BFFF", "#D00494",
                                       "#3566FA", "#EC3103", "#E4E902", "#9BF0DE"};
  static constexpr Eight kRedGreenLight{"#1903F3", "#85920A", "#05779A", "#150027",
                                        "#0083FD", "#1F2B00", "#0A9E71", "#04007D"};
  static constexpr Eight kBlueYellowDark{"#2FFADA", "#F6BC4D", "#FF319B", "#7E5FAA",
                                         "#C4F102", "#E60000", "#098D1E", "#BB00DF"};
  static constexpr Eight kBlueYellowLight{"#0295CB", "#A7850B", "#EC03B4", "#013700",
                                          "#8213FF", "#FF0A00", "#3F0042", "#78000B"};
  static constexpr Eight kGreysDark{"#FFFFFF", "#8A8A8A", "#D4D4D4", "#777777",
                                    "#E9E9E9", "#9E9E9E", "#BFBFBF", "#AEAEAE"};
  static constexpr Eight kGreysLight{"#000000", "#757575", "#3B3B3B", "#838383",
                                     "#1C1C1C", "#676767", "#4A4A4A", "#585858"};
  switch (palette) {
    case Palette::everyone:
      return nullptr;
    case Palette::red_green:
      return on_dark ? &kRedGreenDark : &kRedGreenLight;
    case Palette::blue_yellow:
      return on_dark ? &kBlueYellowDark : &kBlueYellowLight;
    case Palette::greys:
      return on_dark ? &kGreysDark : &kGreysLight;
  }
  return nullptr;
}

Theme made(ThemeName name) {
  Theme t = name == ThemeName::light ? light() : name == ThemeName::high_contrast ? high_contrast() : dark();
  if (const Eight* const others = searched(chosen().palette, t.dark()))
    for (std::size_t i = 0; i < others->size(); ++i) t.categories[i] = QColor((*others)[i]);
  return t;
}

Theme& current() {
  static Theme t = dark();
  return t;
}

}  // namespace

const Theme& theme() { return current(); }

void set_theme(ThemeName name) {
  current() = made(name);
  ++chosen().version;
  QApplication::setPalette(palette());
  // Not in the style sheet: there it would take the place of every font that a widget has of its own.
  QApplication::setFont(ui_font(13));
  qApp->setStyleSheet(style_sheet());
  const QWidgetList all = QApplication::allWidgets();
  for (QWidget* const widget : all) widget->update();
}

bool theme_by_name(const QString& text, ThemeName& name) {
  if (text == "dark") {
    name = ThemeName::dark;
  } else if (text == "light") {
    name = ThemeName::light;
  } else if (text == "high-contrast") {
    name = ThemeName::high_contrast;
  } else {
    return false;
  }
  return true;
}

void set_palette(Palette palette) { chosen().palette = palette; }
Palette palette_in_use() { return chosen().palette; }

bool palette_by_name(const QString& text, Palette& palette) {
  static const std::array<std::pair<const char*, Palette>, 4> kNames{{{"everyone", Palette::everyone},
                                                                      {"red-green", Palette::red_green},
                                                                      {"blue-yellow", Palette::blue_yellow},
                                                                      {"greys", Palette::greys}}};
  for (const auto& [name, value] : kNames) {
    if (text != QLatin1String(name)) continue;
    palette = value;
    return true;
  }
  return false;
}

unsigned theme_version() { return chosen().version; }
void set_reduced_motion(bool on) { chosen().reduced_motion = on; }
bool reduced_motion() { return chosen().reduced_motion; }

QColor faded(QColor colour, double opacity) {
  colour.setAlphaF(static_cast<float>(opacity));
  return colour;
}

QColor mixed(const QColor& a, const QColor& b, double share) {
  const auto part = static_cast<float>(share);
  return QColor::fromRgbF(a.redF() + (b.redF() - a.redF()) * part, a.greenF() + (b.greenF() - a.greenF()) * part,
                          a.blueF() + (b.blueF() - a.blueF()) * part);
}

QPalette palette() {
  const Theme& t = theme();
  QPalette p;
  p.setColor(QPalette::Window, t.bg);
  p.setColor(QPalette::WindowText, t.text);
  p.setColor(QPalette::Base, t.panel);
  p.setColor(QPalette::AlternateBase, t.panel2);
  p.setColor(QPalette::Text, t.text);
  p.setColor(QPalette::Button, t.panel2);
  p.setColor(QPalette::ButtonText, t.text);
  p.setColor(QPalette::Highlight, t.accent);
  p.setColor(QPalette::HighlightedText, t.on_accent);
  p.setColor(QPalette::ToolTipBase, t.panel2);
  p.setColor(QPalette::ToolTipText, t.text);
  p.setColor(QPalette::PlaceholderText, t.faint);
  p.setColor(QPalette::Link, t.accent);
  return p;
}

namespace {

/// An icon as a file: style sheets take pictures from nowhere else.
QString file_of(Icon icon, const QColor& colour) {
  static const QTemporaryDir folder;
  const QString name = folder.filePath(QString("%1-%2").arg(static_cast<int>(icon)).arg(colour.name().mid(1)));
  for (const int times : {1, 2}) {
    const QString path = name + (times == 1 ? ".png" : "@2x.png");
    if (QFile::exists(path)) continue;
    QImage image(16 * times, 16 * times, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(times, times);
    draw_icon(painter, icon, QRectF(0, 0, 16, 16), colour, 2);
    painter.end();
    image.save(path);
  }
  return name + ".png";
}

}  // namespace

QString style_sheet() {
  const Theme& t = theme();
  QString sheet = QString::fromLatin1(kSheet);
  const std::array<std::pair<const char*, QString>, 9> words{{{"@text", t.text.name()},
                                                              {"@bg", t.bg.name()},
                                                              {"@panel", t.panel.name()},
                                                              {"@field", t.panel2.name()},
                                                              {"@border", t.border.name()},
                                                              {"@accent", t.accent.name()},
                                                              {"@onaccent", t.on_accent.name()},
                                                              {"@muted", t.muted.name()},
                                                              {"@grid", t.grid.name()}}};
  for (const auto& [word, value] : words) sheet.replace(QLatin1String(word), value);
  sheet.replace(QLatin1String("@upmark"), file_of(Icon::up, t.muted));
  sheet.replace(QLatin1String("@downmark"), file_of(Icon::down, t.muted));
  sheet.replace(QLatin1String("@checkmark"), file_of(Icon::check, t.on_accent));
  return sheet.replace(QLatin1String("@faint"), t.faint.name());
}

}  // namespace style
