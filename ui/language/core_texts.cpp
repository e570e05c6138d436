// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the core names: controls, groups, regions, presets, tags, edits.
#include "ui/language/core_texts.h"

#include "avatar/edit.h"
#include "ui/language/value_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <string>

namespace effigy::ui {
namespace {

// Read by lupdate only; a test finds what is missing here.
[[maybe_unused]] constexpr const char* kNamed[] = {
    // groups and controls
    QT_TRANSLATE_NOOP("Control", "Eyes"), QT_TRANSLATE_NOOP("Control", "Jaw"), QT_TRANSLATE_NOOP("Control", "Mouth"),
    QT_TRANSLATE_NOOP("Control", "Brows"), QT_TRANSLATE_NOOP("Control", "Cheeks and nose"),
    QT_TRANSLATE_NOOP("Control", "Left eye blink"), QT_TRANSLATE_NOOP("Control", "Right eye blink"),
    QT_TRANSLATE_NOOP("Control", "Left eye squint"), QT_TRANSLATE_NOOP("Control", "Right eye squint"),
    QT_TRANSLATE_NOOP("Control", "Left eye wide"), QT_TRANSLATE_NOOP("Control", "Right eye wide"),
    QT_TRANSLATE_NOOP("Control", "Left eye look up"), QT_TRANSLATE_NOOP("Control", "Right eye look up"),
    QT_TRANSLATE_NOOP("Control", "Left eye look down"), QT_TRANSLATE_NOOP("Control", "Right eye look down"),
    QT_TRANSLATE_NOOP("Control", "Left eye look in"), QT_TRANSLATE_NOOP("Control", "Right eye look in"),
    QT_TRANSLATE_NOOP("Control", "Left eye look out"), QT_TRANSLATE_NOOP("Control", "Right eye look out"),
    QT_TRANSLATE_NOOP("Control", "Inner brows up"), QT_TRANSLATE_NOOP("Control", "Left brow down"),
    QT_TRANSLATE_NOOP("Control", "Right brow down"), QT_TRANSLATE_NOOP("Control", "Left outer brow up"),
    QT_TRANSLATE_NOOP("Control", "Right outer brow up"), QT_TRANSLATE_NOOP("Control", "Cheeks puff"),
    QT_TRANSLATE_NOOP("Control", "Left cheek squint"), QT_TRANSLATE_NOOP("Control", "Right cheek squint"),
    QT_TRANSLATE_NOOP("Control", "Left nose sneer"), QT_TRANSLATE_NOOP("Control", "Right nose sneer"),
    QT_TRANSLATE_NOOP("Control", "Jaw open"), QT_TRANSLATE_NOOP("Control", "Jaw forward"),
    QT_TRANSLATE_NOOP("Control", "Jaw left"), QT_TRANSLATE_NOOP("Control", "Jaw right"),
    QT_TRANSLATE_NOOP("Control", "Jaw pitch"), QT_TRANSLATE_NOOP("Control", "Jaw yaw"),
    QT_TRANSLATE_NOOP("Control", "Jaw roll"), QT_TRANSLATE_NOOP("Control", "Smile left"),
    QT_TRANSLATE_NOOP("Control", "Smile right"), QT_TRANSLATE_NOOP("Control", "Frown left"),
    QT_TRANSLATE_NOOP("Control", "Frown right"), QT_TRANSLATE_NOOP("Control", "Lips close"),
    QT_TRANSLATE_NOOP("Control", "Lips funnel"), QT_TRANSLATE_NOOP("Control", "Lips pucker"),
    QT_TRANSLATE_NOOP("Control", "Mouth left"), QT_TRANSLATE_NOOP("Control", "Mouth right"),
    QT_TRANSLATE_NOOP("Control", "Dimple left"), QT_TRANSLATE_NOOP("Control", "Dimple right"),
    QT_TRANSLATE_NOOP("Control", "Stretch left"), QT_TRANSLATE_NOOP("Control", "Stretch right"),
    QT_TRANSLATE_NOOP("Control", "Lips press left"), QT_TRANSLATE_NOOP("Control", "Lips press right"),
    QT_TRANSLATE_NOOP("Control", "Upper lip up left"), QT_TRANSLATE_NOOP("Control", "Upper lip up right"),
    QT_TRANSLATE_NOOP("Control", "Lower lip down left"), QT_TRANSLATE_NOOP("Control", "Lower lip down right"),
    QT_TRANSLATE_NOOP("Control", "Upper lip roll"), QT_TRANSLATE_NOOP("Control", "Lower lip roll"),
    QT_TRANSLATE_NOOP("Control", "Upper lip shrug"), QT_TRANSLATE_NOOP("Control", "Lower lip shrug"),
    QT_TRANSLATE_NOOP("Control", "Tongue out"), QT_TRANSLATE_NOOP("Control", "Gaze"),
    QT_TRANSLATE_NOOP("Control", "Gaze left and right"), QT_TRANSLATE_NOOP("Control", "Gaze up and down"),
    QT_TRANSLATE_NOOP("Control", "Neck"), QT_TRANSLATE_NOOP("Control", "Neck yaw"),
    QT_TRANSLATE_NOOP("Control", "Neck pitch"), QT_TRANSLATE_NOOP("Control", "Neck roll"),
    QT_TRANSLATE_NOOP("Control", "Head"), QT_TRANSLATE_NOOP("Control", "Head yaw"),
    QT_TRANSLATE_NOOP("Control", "Head pitch"), QT_TRANSLATE_NOOP("Control", "Head roll"),
    // parts of the face that can be dragged
    QT_TRANSLATE_NOOP("Control", "Brow"), QT_TRANSLATE_NOOP("Control", "Lid"), QT_TRANSLATE_NOOP("Control", "Cheek"),
    QT_TRANSLATE_NOOP("Control", "Nose"), QT_TRANSLATE_NOOP("Control", "Corner of the mouth"),
    QT_TRANSLATE_NOOP("Control", "Caricature"), QT_TRANSLATE_NOOP("Control", "Caricature of the brows"),
    QT_TRANSLATE_NOOP("Control", "Caricature of the eyes"), QT_TRANSLATE_NOOP("Control", "Caricature of the nose"),
    QT_TRANSLATE_NOOP("Control", "Caricature of the cheeks"), QT_TRANSLATE_NOOP("Control", "Caricature of the mouth"),
    QT_TRANSLATE_NOOP("Control", "Caricature of the jaw"), QT_TRANSLATE_NOOP("Control", "Caricature of the ears"),
    QT_TRANSLATE_NOOP("Control", "Caricature of the skull"), QT_TRANSLATE_NOOP("Control", "Keep one-sidedness"),
    // regions
    QT_TRANSLATE_NOOP("Control", "Lips"), QT_TRANSLATE_NOOP("Control", "Head and neck"),
    // looks
    QT_TRANSLATE_NOOP("Control", "Look"), QT_TRANSLATE_NOOP("Control", "Colour grade"),
    QT_TRANSLATE_NOOP("Control", "Curves and colour table"), QT_TRANSLATE_NOOP("Control", "Strength of the curves"),
    QT_TRANSLATE_NOOP("Control", "Strength of the colour table"),
    QT_TRANSLATE_NOOP("Control", "Oil"), QT_TRANSLATE_NOOP("Control", "Watercolour"),
    QT_TRANSLATE_NOOP("Control", "Comic"), QT_TRANSLATE_NOOP("Control", "Clay"),
    QT_TRANSLATE_NOOP("Control", "Hatching"), QT_TRANSLATE_NOOP("Control", "Halftone"),
    QT_TRANSLATE_NOOP("Control", "Outline"), QT_TRANSLATE_NOOP("Control", "Background"),
    QT_TRANSLATE_NOOP("Control", "Grain and vignette"), QT_TRANSLATE_NOOP("Control", "Teeth and mouth"),
    QT_TRANSLATE_NOOP("Control", "Learnt looks"), QT_TRANSLATE_NOOP("Control", "Strength"),
    QT_TRANSLATE_NOOP("Control", "Exposure"), QT_TRANSLATE_NOOP("Control", "Contrast"),
    QT_TRANSLATE_NOOP("Control", "Saturation"), QT_TRANSLATE_NOOP("Control", "Temperature"),
    QT_TRANSLATE_NOOP("Control", "Tint"), QT_TRANSLATE_NOOP("Control", "Fade"),
    QT_TRANSLATE_NOOP("Control", "Tone of shadows"), QT_TRANSLATE_NOOP("Control", "Hue of shadows"),
    QT_TRANSLATE_NOOP("Control", "Tone of lights"), QT_TRANSLATE_NOOP("Control", "Hue of lights"),
    QT_TRANSLATE_NOOP("Control", "Brush"), QT_TRANSLATE_NOOP("Control", "Relief of the paint"),
    QT_TRANSLATE_NOOP("Control", "Size of washes"), QT_TRANSLATE_NOOP("Control", "Tones of watercolour"),
    QT_TRANSLATE_NOOP("Control", "Dark edges"), QT_TRANSLATE_NOOP("Control", "Paper"),
    QT_TRANSLATE_NOOP("Control", "Tones of comic"), QT_TRANSLATE_NOOP("Control", "Colour of comic"),
    QT_TRANSLATE_NOOP("Control", "Ink lines"), QT_TRANSLATE_NOOP("Control", "Width of ink lines"),
    QT_TRANSLATE_NOOP("Control", "Hue of clay"), QT_TRANSLATE_NOOP("Control", "Colour of clay"),
    QT_TRANSLATE_NOOP("Control", "Gloss"), QT_TRANSLATE_NOOP("Control", "Brows, lips and hair"),
    QT_TRANSLATE_NOOP("Control", "Distance of lines"), QT_TRANSLATE_NOOP("Control", "Angle of lines"),
    QT_TRANSLATE_NOOP("Control", "Coloured pencils"), QT_TRANSLATE_NOOP("Control", "Size of dots"),
    QT_TRANSLATE_NOOP("Control", "Angle of the screen"), QT_TRANSLATE_NOOP("Control", "Four inks"),
    QT_TRANSLATE_NOOP("Control", "Width of the outline"), QT_TRANSLATE_NOOP("Control", "Creases"),
    QT_TRANSLATE_NOOP("Control", "White ink"), QT_TRANSLATE_NOOP("Control", "Hue of the background"),
    QT_TRANSLATE_NOOP("Control", "Colour of the background"),
    QT_TRANSLATE_NOOP("Control", "Lightness of the background"), QT_TRANSLATE_NOOP("Control", "Glow behind the head"),
    QT_TRANSLATE_NOOP("Control", "Grain"), QT_TRANSLATE_NOOP("Control", "Size of grain"),
    QT_TRANSLATE_NOOP("Control", "Grain moves"), QT_TRANSLATE_NOOP("Control", "Dark corners"),
    QT_TRANSLATE_NOOP("Control", "Light"), QT_TRANSLATE_NOOP("Control", "Light of the photo"),
    QT_TRANSLATE_NOOP("Control", "Contrast of the light"), QT_TRANSLATE_NOOP("Control", "Turn of the light"),
    QT_TRANSLATE_NOOP("Control", "Lights stay when the head turns"), QT_TRANSLATE_NOOP("Control", "Lamp"),
    QT_TRANSLATE_NOOP("Control", "Lamp left and right"), QT_TRANSLATE_NOOP("Control", "Height of the lamp"),
    QT_TRANSLATE_NOOP("Control", "Warmth of the lamp"), QT_TRANSLATE_NOOP("Control", "Softness of the lamp"),
    QT_TRANSLATE_NOOP("Control", "Gloss under the lamp"),
    QT_TRANSLATE_NOOP("Control", "Whiteness of the teeth"), QT_TRANSLATE_NOOP("Control", "Warmth of the teeth"),
    QT_TRANSLATE_NOOP("Control", "Light in the mouth"), QT_TRANSLATE_NOOP("Control", "Redness of the gums"),
    QT_TRANSLATE_NOOP("Control", "Redness of the tongue"), QT_TRANSLATE_NOOP("Control", "Fine detail"),
    QT_TRANSLATE_NOOP("Control", "Fine detail of the mesh"), QT_TRANSLATE_NOOP("Control", "Learnt oil"),
    QT_TRANSLATE_NOOP("Control", "Learnt watercolour"), QT_TRANSLATE_NOOP("Control", "Learnt comic"),
    QT_TRANSLATE_NOOP("Control", "Learnt clay"), QT_TRANSLATE_NOOP("Control", "Teal and orange"),
    QT_TRANSLATE_NOOP("Control", "Faded film"), QT_TRANSLATE_NOOP("Control", "Newsprint"),
    QT_TRANSLATE_NOOP("Control", "Film noir"), QT_TRANSLATE_NOOP("Control", "Oil portrait"),
    QT_TRANSLATE_NOOP("Control", "Pencil"), QT_TRANSLATE_NOOP("Control", "Plain"),
    QT_TRANSLATE_NOOP("Control", "Pop art"), QT_TRANSLATE_NOOP("Control", "Porcelain"),
    // expressions
    QT_TRANSLATE_NOOP("Control", "Anger"), QT_TRANSLATE_NOOP("Control", "Disgust"),
    QT_TRANSLATE_NOOP("Control", "Fear"), QT_TRANSLATE_NOOP("Control", "Kiss"),
    QT_TRANSLATE_NOOP("Control", "Big laugh"), QT_TRANSLATE_NOOP("Control", "Neutral"),
    QT_TRANSLATE_NOOP("Control", "Sadness"), QT_TRANSLATE_NOOP("Control", "Smile"),
    QT_TRANSLATE_NOOP("Control", "Surprise"), QT_TRANSLATE_NOOP("Control", "Wink"),
    // mouth shapes of speech
    QT_TRANSLATE_NOOP("Control", "aa (father)"), QT_TRANSLATE_NOOP("Control", "CH (ch, j, sh)"),
    QT_TRANSLATE_NOOP("Control", "DD (t, d)"), QT_TRANSLATE_NOOP("Control", "E (bed)"),
    QT_TRANSLATE_NOOP("Control", "FF (f, v)"), QT_TRANSLATE_NOOP("Control", "ih (see)"),
    QT_TRANSLATE_NOOP("Control", "kk (k, g)"), QT_TRANSLATE_NOOP("Control", "nn (n, l)"),
    QT_TRANSLATE_NOOP("Control", "oh (go)"), QT_TRANSLATE_NOOP("Control", "ou (you)"),
    QT_TRANSLATE_NOOP("Control", "PP (p, b, m)"), QT_TRANSLATE_NOOP("Control", "RR (r)"),
    QT_TRANSLATE_NOOP("Control", "Silence"), QT_TRANSLATE_NOOP("Control", "SS (s, z)"),
    QT_TRANSLATE_NOOP("Control", "TH (th)"),
    // tags of the poses that ship
    QT_TRANSLATE_NOOP("Control", "afraid"), QT_TRANSLATE_NOOP("Control", "angry"),
    QT_TRANSLATE_NOOP("Control", "astonished"), QT_TRANSLATE_NOOP("Control", "brows"),
    QT_TRANSLATE_NOOP("Control", "eye"), QT_TRANSLATE_NOOP("Control", "happy"), QT_TRANSLATE_NOOP("Control", "lips"),
    QT_TRANSLATE_NOOP("Control", "mouth"), QT_TRANSLATE_NOOP("Control", "nose"), QT_TRANSLATE_NOOP("Control", "open"),
    QT_TRANSLATE_NOOP("Control", "playful"), QT_TRANSLATE_NOOP("Control", "pucker"),
    QT_TRANSLATE_NOOP("Control", "reset"), QT_TRANSLATE_NOOP("Control", "rest"), QT_TRANSLATE_NOOP("Control", "sad"),
    QT_TRANSLATE_NOOP("Control", "sneer"), QT_TRANSLATE_NOOP("Control", "speech"),
};

[[maybe_unused]] constexpr const char* kEdits[] = {
    QT_TRANSLATE_NOOP("Edit", "Reset all"), QT_TRANSLATE_NOOP("Edit", "Reset"),
    QT_TRANSLATE_NOOP("Edit", "Paste pose"), QT_TRANSLATE_NOOP("Edit", "Mirror pose"),
    // by the command line
    QT_TRANSLATE_NOOP("Edit", "Range of the timeline"),
    QT_TRANSLATE_NOOP("Edit", "Fit again"), QT_TRANSLATE_NOOP("Edit", "Landmarks from a file"), QT_TRANSLATE_NOOP("Edit", "Another photo"),
};

/// Edits that name something in words of their own, the more exact ones first.
constexpr const char* kEditsOf[] = {
    QT_TRANSLATE_NOOP("Edit", "Look: %1, learnt"),     QT_TRANSLATE_NOOP("Edit", "Look: %1"),
    QT_TRANSLATE_NOOP("Edit", "Drag: %1"), QT_TRANSLATE_NOOP("Edit", "Preset: %1"),          QT_TRANSLATE_NOOP("Edit", "Reset %1"),
    QT_TRANSLATE_NOOP("Edit", "Influence: %1"),       QT_TRANSLATE_NOOP("Edit", "Bookmark %1"),
    QT_TRANSLATE_NOOP("Edit", "Remove bookmark %1"),  QT_TRANSLATE_NOOP("Edit", "Move landmark %1"),
    QT_TRANSLATE_NOOP("Edit", "Put back landmark %1"), QT_TRANSLATE_NOOP("Edit", "Bring back landmark %1"),
    QT_TRANSLATE_NOOP("Edit", "Take away landmark %1"),
};

/// Names of things one after the other, "Jaw open, Yaw", each as it is called.
QString thingsText(std::string_view english)
{
    const QString whole = controlText(english), given = QString::fromUtf8(english.data(), qsizetype(english.size()));
    if (whole != given)
        return whole;
    QStringList things = given.split(QStringLiteral(", "));
    for (QString& thing : things)
        thing = controlText(thing.toStdString());
    return things.join(QStringLiteral(", "));
}

/// What was done, "Clip of motion"; nothing when it is no deed that is known.
QString deedText(const std::string& english)
{
    const QString known = QCoreApplication::translate("Edit", english.c_str());
    return known == QString::fromStdString(english) ? QString() : known;
}

} // namespace

QString controlText(std::string_view english) { return QCoreApplication::translate("Control", std::string(english).c_str()); }

QString editText(std::string_view english)
{
    const std::string name(english);
    if (const QString known = deedText(name); !known.isEmpty())
        return known;
    for (const char* pattern : kEditsOf) {
        const std::string_view whole = pattern, beginning = whole.substr(0, whole.find("%1")), ending = whole.substr(beginning.size() + 2);
        if (english.size() > beginning.size() + ending.size() && english.starts_with(beginning) && english.ends_with(ending))
            return QCoreApplication::translate("Edit", pattern)
                .arg(thingsText(english.substr(beginning.size(), english.size() - beginning.size() - ending.size())));
    }
    if (const auto colon = name.find(": "); colon != std::string::npos)
        if (const QString deed = deedText(name.substr(0, colon)); !deed.isEmpty())
            return QCoreApplication::translate("Edit", "%1: %2").arg(deed, thingsText(english.substr(colon + 2)));
    return thingsText(english);
}

QString editText(const avatar::Edit& edit)
{
    const QString name = editText(edit.name());
    for (const auto& [id, change] : edit.controls()) {
        const head::Control* control = head::findControl(id);
        if (control && control->label == edit.name())
            return name + QLatin1Char(' ') + valueText(change.after, QString::fromUtf8(control->unit.data(), qsizetype(control->unit.size())), QLocale());
    }
    return name;
}

} // namespace effigy::ui
