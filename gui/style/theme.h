#pragma once
/// Every colour of the screens. Nowhere else is a colour named.
///
/// The eight categorical colours were searched so that the worst pair of each theme stays apart for all kinds of sight
/// (least CIE76 difference normal / protan / deutan / tritan: dark 39/24/23/19, light 33/24/24/22), with a contrast of
/// at least 3.4 on a panel. From the seventh series on dash patterns tell lines apart as well.

#include <QColor>
#include <QPalette>
#include <QString>
#include <array>

namespace style {

enum class ThemeName { dark, light, high_contrast };
/// Of the eight categorical colours: for all kinds of sight, for those who do not tell red from green, blue from
/// yellow, or shades only.
enum class Palette { everyone, red_green, blue_yellow, greys };

struct Theme {
  ThemeName name = ThemeName::dark;
  QColor bg;  ///< behind panels
  QColor panel;
  QColor panel2;  ///< a field, a button, a chip on a panel
  QColor border;
  QColor text;
  QColor muted;      ///< second to the text
  QColor faint;      ///< labels of axes, what is off
  QColor accent;     ///< what is chosen, the leader, the cursor
  QColor on_accent;  ///< text on it
  QColor ok;
  QColor warn;
  QColor bad;
  QColor grid;
  QColor water;  ///< of maps
  QColor land;
  std::array<QColor, 8> categories;

  [[nodiscard]] bool dark() const { return name != ThemeName::light; }
  /// Of the n-th series, broker, member, key: they repeat after eight.
  [[nodiscard]] const QColor& category(std::size_t n) const { return categories[n % categories.size()]; }
};

/// The one in use.
const Theme& theme();
/// Also the application's palette and style sheet, and everything is drawn again.
void set_theme(ThemeName name);
/// "dark", "light", "high-contrast"; false: there is none of that name.
bool theme_by_name(const QString& text, ThemeName& name);
/// Takes effect with the next set_theme().
void set_palette(Palette palette);
Palette palette_in_use();
/// "everyone", "red-green", "blue-yellow", "greys"; false: there is none of that name.
bool palette_by_name(const QString& text, Palette& palette);
/// Grows with each set_theme(): who keeps what was drawn draws it again.
unsigned theme_version();
/// Nothing moves that is only for the eye: no dots, no glow, no flashing.
void set_reduced_motion(bool on);
bool reduced_motion();

/// The same colour, `opacity` from 0 to 1.
QColor faded(QColor colour, double opacity);
/// Between two, 0 = `a`.
QColor mixed(const QColor& a, const QColor& b, double share);

QPalette palette();
QString style_sheet();

}  // namespace style
