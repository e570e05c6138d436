// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the core tells when something fails, as far as work in the studio meets it.
#include "ui/language/core_texts.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace effigy::ui {
namespace {

/// Messages and hints of the core; %1, %2 stand for the names and reasons in them.
constexpr const char* kSentences[] = {
    // photos
    QT_TRANSLATE_NOOP("Error", "No face was found in %1"),
    QT_TRANSLATE_NOOP("Error", "Try a photo that shows the whole face from the front, sharp and evenly lit."),
    QT_TRANSLATE_NOOP("Error", "Try a photo that shows the whole face, roughly from the front."),
    QT_TRANSLATE_NOOP("Error", "There is not enough memory to read %1"),
    QT_TRANSLATE_NOOP("Error", "There is not enough memory to unpack %1"),
    QT_TRANSLATE_NOOP("Error", "%1 is a kind of picture that Effigy does not read"),
    QT_TRANSLATE_NOOP("Error", "Save it as JPEG, PNG, WebP, TIFF or HEIC."),
    QT_TRANSLATE_NOOP("Error", "%1 is not a picture"),
    QT_TRANSLATE_NOOP("Error", "Choose a photo: JPEG, PNG, WebP, TIFF or HEIC."),
    QT_TRANSLATE_NOOP("Error", "%1 is empty (0 bytes)"),
    QT_TRANSLATE_NOOP("Error", "Copy or download the photo again."),
    QT_TRANSLATE_NOOP("Error", "%1 is larger than any photo Effigy reads"),
    QT_TRANSLATE_NOOP("Error", "Make the photo smaller."),
    QT_TRANSLATE_NOOP("Error", "%1 is too large for an interlaced PNG"),
    QT_TRANSLATE_NOOP("Error", "Save it without interlacing, or make it smaller."),
    QT_TRANSLATE_NOOP("Error", "%1 is too large for a TIFF of its kind"),
    QT_TRANSLATE_NOOP("Error", "%1 is a kind of TIFF that cannot be read here (%2)"),
    QT_TRANSLATE_NOOP("Error", "Save it as JPEG or PNG."),
    QT_TRANSLATE_NOOP("Error", "%1 cannot be read here (%2)"),
    QT_TRANSLATE_NOOP("Error", "Save the photo as JPEG."),
    QT_TRANSLATE_NOOP("Error", "%1 is an animation"),
    QT_TRANSLATE_NOOP("Error", "Choose a still photo."),
    QT_TRANSLATE_NOOP("Error", "Most of the face lies outside of the photo"),
    QT_TRANSLATE_NOOP("Error", "Choose a photo that shows the whole face"),
    QT_TRANSLATE_NOOP("Error", "The face is seen too much from the side"),
    QT_TRANSLATE_NOOP("Error", "Choose a photo that shows both eyes"),
    QT_TRANSLATE_NOOP("Error", "The landmarks do not form a face"),
    QT_TRANSLATE_NOOP("Error", "Choose another photo, or place the landmarks by hand"),
    QT_TRANSLATE_NOOP("Error", "Too few landmarks are left to tell how the head is turned"),
    QT_TRANSLATE_NOOP("Error", "Bring back landmarks of eyes, nose and mouth"),
    QT_TRANSLATE_NOOP("Error", "%1 cannot be read as a picture."),
    QT_TRANSLATE_NOOP("Error", "Choose another picture for the background."),
    QT_TRANSLATE_NOOP("Error", "The project has the photo %1 already"),
    QT_TRANSLATE_NOOP("Error", "Choose another photo of the same person"),
    QT_TRANSLATE_NOOP("Error", "%1 shows %2 faces, and none lies where the photo of the project has its face"),
    QT_TRANSLATE_NOOP("Error", "Choose one of the faces"),
    QT_TRANSLATE_NOOP("Error", "%1 does not show the face as the photo of the project does: the landmarks differ by %2 % of the eye distance"),
    QT_TRANSLATE_NOOP("Error", "With --anew it is fitted as a new photo: what was corrected by hand in the fit is forgotten, all else stays"),
    QT_TRANSLATE_NOOP("Error", "The project keeps no former photo"),
    QT_TRANSLATE_NOOP("Error", "There is one once its photo has been replaced"),
    QT_TRANSLATE_NOOP("Error", "%1 is no network that mattes heads: %2"),
    QT_TRANSLATE_NOOP("Error", "There is no network that mattes heads: %1"),
    QT_TRANSLATE_NOOP("Error", "Install Effigy again, or train one: effigy train matte"),
    // videos
    QT_TRANSLATE_NOOP("Error", "%1 is not a video"),
    QT_TRANSLATE_NOOP("Error", "Choose a video (MP4, MOV, WebM, MKV, GIF) or a folder of pictures."),
    QT_TRANSLATE_NOOP("Error", "Copy or download the video again."),
    QT_TRANSLATE_NOOP("Error", "%1 cannot be read"),
    QT_TRANSLATE_NOOP("Error", "Check the folder's permissions"),
    QT_TRANSLATE_NOOP("Error", "%1 has sound but no pictures"),
    QT_TRANSLATE_NOOP("Error", "Choose another video."),
    QT_TRANSLATE_NOOP("Error", "%1 has no pictures"),
    QT_TRANSLATE_NOOP("Error", "%1 has no pictures in that range of time"),
    QT_TRANSLATE_NOOP("Error", "Choose another range."),
    QT_TRANSLATE_NOOP("Error", "%1 is packed in a way that cannot be read here (%2)"),
    QT_TRANSLATE_NOOP("Error", "Save the video as MP4 with H.264."),
    QT_TRANSLATE_NOOP("Error", "%1 has pictures of %2 pixels"),
    QT_TRANSLATE_NOOP("Error", "Make the video smaller: 1280 pixels across are plenty."),
    QT_TRANSLATE_NOOP("Error", "%1 has another size than the first picture of its folder"),
    QT_TRANSLATE_NOOP("Error", "Give all pictures of the folder one size."),
    QT_TRANSLATE_NOOP("Error", "Choose a video that shows one face from the front, sharp and evenly lit."),
    QT_TRANSLATE_NOOP("Error", "The head of this project is of another kind than the one that videos are tracked with"),
    QT_TRANSLATE_NOOP("Error", "Let the person's shape be found from the video"),
    QT_TRANSLATE_NOOP("Error", "There is no face encoder, which videos are tracked with"),
    QT_TRANSLATE_NOOP("Error", "Install Effigy again, or train one: effigy train encoder"),
    // sounds
    QT_TRANSLATE_NOOP("Error", "%1 is not a sound file"),
    QT_TRANSLATE_NOOP("Error", "Choose a WAV, FLAC, MP3, M4A or OGG file."),
    QT_TRANSLATE_NOOP("Error", "Copy or download the sound again."),
    QT_TRANSLATE_NOOP("Error", "%1 has no sound"),
    QT_TRANSLATE_NOOP("Error", "Save the sound as WAV or FLAC."),
    QT_TRANSLATE_NOOP("Error", "%1 is longer than %2 minutes"),
    QT_TRANSLATE_NOOP("Error", "Cut out the part that you need."),
    QT_TRANSLATE_NOOP("Error", "%1 is cut off: %2 of %3 seconds could be read"),
    QT_TRANSLATE_NOOP("Error", "No encoder for sound is installed (%1)"),
    QT_TRANSLATE_NOOP("Error", "Install FFmpeg's libraries with that encoder, or export without sound."),
    // clips of motion
    QT_TRANSLATE_NOOP("Error", "The file holds no motion"),
    QT_TRANSLATE_NOOP("Error", "Motions are saved from the menu of a clip on the timeline"),
    QT_TRANSLATE_NOOP("Error", "A clip needs keys at two moments at least"),
    QT_TRANSLATE_NOOP("Error", "Choose more keys"),
    // colour tables
    QT_TRANSLATE_NOOP("Error", "%1 is no .cube file: it does not say how large its table is"),
    QT_TRANSLATE_NOOP("Error", "%1 is damaged in line %2: %3"),
    QT_TRANSLATE_NOOP("Error", "%1 is damaged: the domain of its table is empty"),
    QT_TRANSLATE_NOOP("Error", "Export the table again from the program that made it"),
    QT_TRANSLATE_NOOP("Error", "%1 has a table of one dimension and one of three"),
    QT_TRANSLATE_NOOP("Error", "Export them as two files"),
    QT_TRANSLATE_NOOP("Error", "%1 has a table of %2 entries along an edge"),
    QT_TRANSLATE_NOOP("Error", "Use one of %1 or less"),
    // projects
    QT_TRANSLATE_NOOP("Error", "There is no project %1"),
    QT_TRANSLATE_NOOP("Error", "Look for it with Open"),
    QT_TRANSLATE_NOOP("Error", "%1 is not a file"),
    QT_TRANSLATE_NOOP("Error", "%1 is not an Effigy project"),
    QT_TRANSLATE_NOOP("Error", "Choose a file that ends in .effigy"),
    QT_TRANSLATE_NOOP("Error", "%1 cannot be read: %2"),
    QT_TRANSLATE_NOOP("Error", "Check the file's permissions"),
    QT_TRANSLATE_NOOP("Error", "%1 is damaged: %2"),
    QT_TRANSLATE_NOOP("Error", "Open a copy or a backup of the project"),
    QT_TRANSLATE_NOOP("Error", "The offsets of the head are damaged"),
    QT_TRANSLATE_NOOP("Error", "Open an older copy, or fit the photo again"),
    QT_TRANSLATE_NOOP("Error", "The fit cannot be read: %1"),
    QT_TRANSLATE_NOOP("Error", "The landmarks that were found cannot be read"),
    QT_TRANSLATE_NOOP("Error", "Open an older copy of the project"),
    QT_TRANSLATE_NOOP("Error", "A picture in the project is damaged: %1"),
    QT_TRANSLATE_NOOP("Error", "%1 is read-only"),
    QT_TRANSLATE_NOOP("Error", "Save a copy in another folder"),
    QT_TRANSLATE_NOOP("Error", "Save a copy in another folder first."),
    QT_TRANSLATE_NOOP("Error", "A copy of %1 cannot replace the project itself"),
    QT_TRANSLATE_NOOP("Error", "Choose another name"),
    QT_TRANSLATE_NOOP("Error", "Invert the photo again"),
    QT_TRANSLATE_NOOP("Error", "%1 was written by a newer version of Effigy (%2)"),
    QT_TRANSLATE_NOOP("Error", "Update Effigy; the file was not changed"),
    // files
    QT_TRANSLATE_NOOP("Error", "There is no home folder to keep unsaved projects in"),
    QT_TRANSLATE_NOOP("Error", "There is no home folder to keep poses in"),
    QT_TRANSLATE_NOOP("Error", "Set HOME or XDG_DATA_HOME"),
    QT_TRANSLATE_NOOP("Error", "The folder %1 cannot be made: %2"),
    QT_TRANSLATE_NOOP("Error", "The folder %1 cannot be written"),
    QT_TRANSLATE_NOOP("Error", "Check the permissions of your home folder"),
    QT_TRANSLATE_NOOP("Error", "%1 cannot be made: %2"),
    QT_TRANSLATE_NOOP("Error", "%1 cannot be written"),
    QT_TRANSLATE_NOOP("Error", "%1 cannot be written: %2"),
    QT_TRANSLATE_NOOP("Error", "%1 cannot be removed: %2"),
    QT_TRANSLATE_NOOP("Error", "Check the permissions of the folder"),
    QT_TRANSLATE_NOOP("Error", "Check the disk's room and the permissions of your home folder"),
    QT_TRANSLATE_NOOP("Error", "Cannot write %1: %2"),
    QT_TRANSLATE_NOOP("Error", "Cannot read %1: %2"),
    QT_TRANSLATE_NOOP("Error", "Check that the file exists and may be read"),
    QT_TRANSLATE_NOOP("Error", "Choose another folder, or free some space."),
    QT_TRANSLATE_NOOP("Error", "Choose another folder."),
    QT_TRANSLATE_NOOP("Error", "Choose another folder"),
    QT_TRANSLATE_NOOP("Error", "There is no folder %1"),
    QT_TRANSLATE_NOOP("Error", "Create it first, or choose another."),
    QT_TRANSLATE_NOOP("Error", "%1 is a folder"),
    QT_TRANSLATE_NOOP("Error", "Give the name of a file."),
    QT_TRANSLATE_NOOP("Error", "There is no file %1"),
    QT_TRANSLATE_NOOP("Error", "Check the name."),
    QT_TRANSLATE_NOOP("Error", "%1 is too large (%2 MiB)"),
    QT_TRANSLATE_NOOP("Error", "The picture could not be written to your pictures folder."),
    QT_TRANSLATE_NOOP("Error", "Check that the folder exists and that the disk has room."),
    // export
    QT_TRANSLATE_NOOP("Error", "There is no memory for a frame of the film"),
    QT_TRANSLATE_NOOP("Error", "Choose a smaller size."),
    QT_TRANSLATE_NOOP("Error", "Pictures cannot be written as %1"),
    QT_TRANSLATE_NOOP("Error", "Choose a name that ends in .png, .jpg or .webp"),
    QT_TRANSLATE_NOOP("Error", "Films cannot be written as %1"),
    QT_TRANSLATE_NOOP("Error", "Choose a name that ends in .mp4, .webm, .mov, .gif or .png"),
    QT_TRANSLATE_NOOP("Error", "Meshes cannot be written as %1"),
    QT_TRANSLATE_NOOP("Error", "Choose a name that ends in .glb, .obj or .ply"),
    QT_TRANSLATE_NOOP("Error", "The photo has not been turned into an avatar yet"),
    QT_TRANSLATE_NOOP("Error", "Invert it first, or look at the mesh"),
    QT_TRANSLATE_NOOP("Error", "The timeline of the project has no keys"),
    // poses and motion
    QT_TRANSLATE_NOOP("Error", "What is saved needs a name"),
    QT_TRANSLATE_NOOP("Error", "A learnt look belongs to its avatar and cannot be saved for others"),
    QT_TRANSLATE_NOOP("Error", "Set the learnt looks to nothing, or keep the look in the project"),
    QT_TRANSLATE_NOOP("Error", "The presets in %1 cannot be read: %2"),
    QT_TRANSLATE_NOOP("Error", "The timecodes of the table do not go forward"),
    QT_TRANSLATE_NOOP("Error", "Frames a second may be wrong: give them"),
    QT_TRANSLATE_NOOP("Error", "A key has a time or a value that is no moment of a timeline"),
    QT_TRANSLATE_NOOP("Error", "Times go from 0 to 24 hours"),
    // models
    QT_TRANSLATE_NOOP("Error", "%1 is missing"),
    QT_TRANSLATE_NOOP("Error", "Install Debian's package libdlib-data, or set EFFIGY_LANDMARK_MODEL to the file."),
    QT_TRANSLATE_NOOP("Error", "Install Debian's package libdlib-data again."),
    QT_TRANSLATE_NOOP("Error", "%1 is damaged or something else"),
    QT_TRANSLATE_NOOP("Error", "The avatar's weights belong to another generator: %1"),
    QT_TRANSLATE_NOOP("Error", "Invert the photo again with the generator that is installed"),
    QT_TRANSLATE_NOOP("Error", "No photo can be inverted into the generator %1"),
    QT_TRANSLATE_NOOP("Error", "Choose the embedded generator, one made by \"effigy train init\", or a published Next3D snapshot"),
    QT_TRANSLATE_NOOP("Error", "The generator %1 is driven by another head model than %2"),
    QT_TRANSLATE_NOOP("Error", "Reconstruct the photo with --head flame; the model library, or effigy head flame, adds that head model"),
    QT_TRANSLATE_NOOP("Error", "Reconstruct the photo with --head free"),
    QT_TRANSLATE_NOOP("Error", "The head model \"%1\" is not installed"),
    QT_TRANSLATE_NOOP("Error", "Add FLAME's generic_model.pkl in the model library, or use \"effigy head flame\" or \"effigy head ict\", or the free head."),
    QT_TRANSLATE_NOOP("Error", "FLAME needs %1 beside it"),
    QT_TRANSLATE_NOOP("Error", "It comes with DECA, in its data folder: lay FLAME's file there, and add it from there."),
    QT_TRANSLATE_NOOP("Error", "The mouth lies outside the picture that the generator works on"),
    QT_TRANSLATE_NOOP("Error", "Check the head's position: its origin should be near the middle of the skull"),
    QT_TRANSLATE_NOOP("Error", "The latents of the avatar do not fit the generator \"%1\""),
    QT_TRANSLATE_NOOP("Error", "%1 is no file"),
    QT_TRANSLATE_NOOP("Error", "Give the file of a model"),
    QT_TRANSLATE_NOOP("Error", "%1 has an ending that no model has"),
    QT_TRANSLATE_NOOP("Error", "Models are .pkl files as Next3D publishes them, .tar files as DECA does, or .safetensors and .json files of Effigy"),
    QT_TRANSLATE_NOOP("Error", "%1 does not hold DECA's networks: %2"),
    QT_TRANSLATE_NOOP("Error", "The model library has no networks of DECA for this photo, and its fit is to begin with them"),
    QT_TRANSLATE_NOOP("Error", "Add them to the model library, or take “Start from DECA” back in the Fit workspace"),
    QT_TRANSLATE_NOOP("Error", "The fitted head is shown meanwhile. Add that generator to the model library and open the project again, or tune the avatar anew"),
    QT_TRANSLATE_NOOP("Error", "Give deca_model.tar as it was published"),
    QT_TRANSLATE_NOOP("Error", "Give deca_model.tar as it was published, or what `effigy train deca` wrote"),
    QT_TRANSLATE_NOOP("Error", "A model cannot be called \"%1\""),
    QT_TRANSLATE_NOOP("Error", "Use letters, digits, '-', '_' and '.', up to 80 of them"),
    QT_TRANSLATE_NOOP("Error", "There is a model \"%1\" already"),
    QT_TRANSLATE_NOOP("Error", "Choose another name, or remove that one"),
    QT_TRANSLATE_NOOP("Error", "Make room, or set EFFIGY_MODELS to another folder"),
    QT_TRANSLATE_NOOP("Error", "The model that ships with Effigy stays"),
    QT_TRANSLATE_NOOP("Error", "The generator cannot be used: %1"),
    QT_TRANSLATE_NOOP("Error", "The generator's description is not usable: %1"),
    QT_TRANSLATE_NOOP("Error", "The file belongs to another kind of model or another version"),
    QT_TRANSLATE_NOOP("Error", "There is no generator at %1"),
    QT_TRANSLATE_NOOP("Error", "Choose another model in the model library"),
    QT_TRANSLATE_NOOP("Error", "%1 cannot be read safely: %2"),
    QT_TRANSLATE_NOOP("Error", "The file may be damaged, or hold something other than a model"),
    QT_TRANSLATE_NOOP("Error", "%1 is not a sound safetensors file: %2"),
    QT_TRANSLATE_NOOP("Error", "%1 is not a sound archive: %2"),
    QT_TRANSLATE_NOOP("Error", "The file may be damaged or cut short; fetch it again"),
    // the program
    QT_TRANSLATE_NOOP("Error", "There is not enough memory for this."),
    QT_TRANSLATE_NOOP("Error", "Close other programs or choose a smaller size."),
    QT_TRANSLATE_NOOP("Error", "Your work is saved. Please report this with the details."),
    QT_TRANSLATE_NOOP("Error", "Effigy's own resources were not found"),
    QT_TRANSLATE_NOOP("Error", "Reinstall Effigy, or set EFFIGY_RESOURCES to the folder that holds them."),
    QT_TRANSLATE_NOOP("Error", "Effigy's own file %1 is missing"),
    QT_TRANSLATE_NOOP("Error", "Reinstall Effigy, or set EFFIGY_RESOURCES to the folder that holds it."),
    QT_TRANSLATE_NOOP("Error", "The worker program could not be started: %1"),
    QT_TRANSLATE_NOOP("Error", "Reinstall Effigy, so that the command line program “effigy” lies beside the studio."),
    QT_TRANSLATE_NOOP("Error", "The worker stopped unexpectedly. Perhaps the memory ran out."),
    QT_TRANSLATE_NOOP("Error", "Nothing was lost. Close other programs or choose a lower quality, then try again."),
    QT_TRANSLATE_NOOP("Error", "The worker ended with code %1 and gave no result."),
    QT_TRANSLATE_NOOP("Error", "Try again. If it happens again, copy the details into a report."),
};

QRegularExpression patternOf(const char* sentence)
{
    QString pattern = QRegularExpression::escape(QString::fromUtf8(sentence));
    pattern.replace(QLatin1String("\\%1"), QLatin1String("(.+?)")).replace(QLatin1String("\\%2"), QLatin1String("(.+?)"));
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern), QRegularExpression::DotMatchesEverythingOption);
}

} // namespace

QString errorText(const QString& english)
{
    // The sentence that fixes most of the words, so that "%1 is damaged: %2" does not take what a more exact one says.
    const char* best = nullptr;
    QStringList arguments;
    for (const char* sentence : kSentences) {
        const auto match = patternOf(sentence).match(english);
        if (match.hasMatch() && (!best || qstrlen(sentence) > qstrlen(best))) {
            best = sentence;
            arguments = match.capturedTexts().mid(1);
        }
    }
    if (!best)
        return english;
    QString text = QCoreApplication::translate("Error", best);
    if (arguments.size() == 1)
        text = text.arg(arguments[0]);
    else if (arguments.size() == 2)
        text = text.arg(arguments[0], arguments[1]);
    return text;
}

} // namespace effigy::ui
