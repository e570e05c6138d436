<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Control</name>
    <message>
        <source>Eyes</source>
        <translation>Augen</translation>
    </message>
    <message>
        <source>Jaw</source>
        <translation>Kiefer</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>Mund</translation>
    </message>
    <message>
        <source>Brows</source>
        <translation>Brauen</translation>
    </message>
    <message>
        <source>Cheeks and nose</source>
        <translation>Wangen und Nase</translation>
    </message>
    <message>
        <source>Left eye blink</source>
        <translation>Linkes Auge: Blinzeln</translation>
    </message>
    <message>
        <source>Right eye blink</source>
        <translation>Rechtes Auge: Blinzeln</translation>
    </message>
    <message>
        <source>Left eye squint</source>
        <translation>Linkes Auge: Zukneifen</translation>
    </message>
    <message>
        <source>Right eye squint</source>
        <translation>Rechtes Auge: Zukneifen</translation>
    </message>
    <message>
        <source>Left eye wide</source>
        <translation>Linkes Auge: Aufreißen</translation>
    </message>
    <message>
        <source>Right eye wide</source>
        <translation>Rechtes Auge: Aufreißen</translation>
    </message>
    <message>
        <source>Left eye look up</source>
        <translation>Linkes Auge nach oben</translation>
    </message>
    <message>
        <source>Right eye look up</source>
        <translation>Rechtes Auge nach oben</translation>
    </message>
    <message>
        <source>Left eye look down</source>
        <translation>Linkes Auge nach unten</translation>
    </message>
    <message>
        <source>Right eye look down</source>
        <translation>Rechtes Auge nach unten</translation>
    </message>
    <message>
        <source>Left eye look in</source>
        <translation>Linkes Auge nach innen</translation>
    </message>
    <message>
        <source>Right eye look in</source>
        <translation>Rechtes Auge nach innen</translation>
    </message>
    <message>
        <source>Left eye look out</source>
        <translation>Linkes Auge nach außen</translation>
    </message>
    <message>
        <source>Right eye look out</source>
        <translation>Rechtes Auge nach außen</translation>
    </message>
    <message>
        <source>Inner brows up</source>
        <translation>Innere Brauen hoch</translation>
    </message>
    <message>
        <source>Left brow down</source>
        <translation>Linke Braue tief</translation>
    </message>
    <message>
        <source>Right brow down</source>
        <translation>Rechte Braue tief</translation>
    </message>
    <message>
        <source>Left outer brow up</source>
        <translation>Linke äußere Braue hoch</translation>
    </message>
    <message>
        <source>Right outer brow up</source>
        <translation>Rechte äußere Braue hoch</translation>
    </message>
    <message>
        <source>Cheeks puff</source>
        <translation>Wangen aufblasen</translation>
    </message>
    <message>
        <source>Left cheek squint</source>
        <translation>Linke Wange heben</translation>
    </message>
    <message>
        <source>Right cheek squint</source>
        <translation>Rechte Wange heben</translation>
    </message>
    <message>
        <source>Left nose sneer</source>
        <translation>Nase links rümpfen</translation>
    </message>
    <message>
        <source>Right nose sneer</source>
        <translation>Nase rechts rümpfen</translation>
    </message>
    <message>
        <source>Jaw open</source>
        <translation>Kiefer öffnen</translation>
    </message>
    <message>
        <source>Jaw forward</source>
        <translation>Kiefer nach vorn</translation>
    </message>
    <message>
        <source>Jaw left</source>
        <translation>Kiefer nach links</translation>
    </message>
    <message>
        <source>Jaw right</source>
        <translation>Kiefer nach rechts</translation>
    </message>
    <message>
        <source>Jaw pitch</source>
        <translation>Kiefer nicken</translation>
    </message>
    <message>
        <source>Jaw yaw</source>
        <translation>Kiefer drehen</translation>
    </message>
    <message>
        <source>Jaw roll</source>
        <translation>Kiefer neigen</translation>
    </message>
    <message>
        <source>Smile left</source>
        <translation>Lächeln links</translation>
    </message>
    <message>
        <source>Smile right</source>
        <translation>Lächeln rechts</translation>
    </message>
    <message>
        <source>Frown left</source>
        <translation>Mundwinkel links tief</translation>
    </message>
    <message>
        <source>Frown right</source>
        <translation>Mundwinkel rechts tief</translation>
    </message>
    <message>
        <source>Lips close</source>
        <translation>Lippen schließen</translation>
    </message>
    <message>
        <source>Lips funnel</source>
        <translation>Lippen trichtern</translation>
    </message>
    <message>
        <source>Lips pucker</source>
        <translation>Lippen spitzen</translation>
    </message>
    <message>
        <source>Mouth left</source>
        <translation>Mund nach links</translation>
    </message>
    <message>
        <source>Mouth right</source>
        <translation>Mund nach rechts</translation>
    </message>
    <message>
        <source>Dimple left</source>
        <translation>Grübchen links</translation>
    </message>
    <message>
        <source>Dimple right</source>
        <translation>Grübchen rechts</translation>
    </message>
    <message>
        <source>Stretch left</source>
        <translation>Mund links breit</translation>
    </message>
    <message>
        <source>Stretch right</source>
        <translation>Mund rechts breit</translation>
    </message>
    <message>
        <source>Lips press left</source>
        <translation>Lippen links pressen</translation>
    </message>
    <message>
        <source>Lips press right</source>
        <translation>Lippen rechts pressen</translation>
    </message>
    <message>
        <source>Upper lip up left</source>
        <translation>Oberlippe links hoch</translation>
    </message>
    <message>
        <source>Upper lip up right</source>
        <translation>Oberlippe rechts hoch</translation>
    </message>
    <message>
        <source>Lower lip down left</source>
        <translation>Unterlippe links tief</translation>
    </message>
    <message>
        <source>Lower lip down right</source>
        <translation>Unterlippe rechts tief</translation>
    </message>
    <message>
        <source>Upper lip roll</source>
        <translation>Oberlippe einrollen</translation>
    </message>
    <message>
        <source>Lower lip roll</source>
        <translation>Unterlippe einrollen</translation>
    </message>
    <message>
        <source>Upper lip shrug</source>
        <translation>Oberlippe vorschieben</translation>
    </message>
    <message>
        <source>Lower lip shrug</source>
        <translation>Unterlippe vorschieben</translation>
    </message>
    <message>
        <source>Tongue out</source>
        <translation>Zunge heraus</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>Blick</translation>
    </message>
    <message>
        <source>Gaze left and right</source>
        <translation>Blick links und rechts</translation>
    </message>
    <message>
        <source>Gaze up and down</source>
        <translation>Blick auf und ab</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>Hals</translation>
    </message>
    <message>
        <source>Neck yaw</source>
        <translation>Hals drehen</translation>
    </message>
    <message>
        <source>Neck pitch</source>
        <translation>Hals nicken</translation>
    </message>
    <message>
        <source>Neck roll</source>
        <translation>Hals neigen</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Head yaw</source>
        <translation>Kopf drehen</translation>
    </message>
    <message>
        <source>Head pitch</source>
        <translation>Kopf nicken</translation>
    </message>
    <message>
        <source>Head roll</source>
        <translation>Kopf neigen</translation>
    </message>
    <message>
        <source>Lips</source>
        <translation>Lippen</translation>
    </message>
    <message>
        <source>Head and neck</source>
        <translation>Kopf und Hals</translation>
    </message>
    <message>
        <source>Anger</source>
        <translation>Wut</translation>
    </message>
    <message>
        <source>Disgust</source>
        <translation>Ekel</translation>
    </message>
    <message>
        <source>Fear</source>
        <translation>Angst</translation>
    </message>
    <message>
        <source>Kiss</source>
        <translation>Kuss</translation>
    </message>
    <message>
        <source>Big laugh</source>
        <translation>Lachen</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>Sadness</source>
        <translation>Trauer</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>Lächeln</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>Staunen</translation>
    </message>
    <message>
        <source>Wink</source>
        <translation>Zwinkern</translation>
    </message>
    <message>
        <source>aa (father)</source>
        <translation>aa (Vater)</translation>
    </message>
    <message>
        <source>CH (ch, j, sh)</source>
        <translation>CH (tsch, sch)</translation>
    </message>
    <message>
        <source>DD (t, d)</source>
        <translation>DD (t, d)</translation>
    </message>
    <message>
        <source>E (bed)</source>
        <translation>E (Bett)</translation>
    </message>
    <message>
        <source>FF (f, v)</source>
        <translation>FF (f, w)</translation>
    </message>
    <message>
        <source>ih (see)</source>
        <translation>ih (sie)</translation>
    </message>
    <message>
        <source>kk (k, g)</source>
        <translation>kk (k, g)</translation>
    </message>
    <message>
        <source>nn (n, l)</source>
        <translation>nn (n, l)</translation>
    </message>
    <message>
        <source>oh (go)</source>
        <translation>oh (so)</translation>
    </message>
    <message>
        <source>ou (you)</source>
        <translation>ou (du)</translation>
    </message>
    <message>
        <source>PP (p, b, m)</source>
        <translation>PP (p, b, m)</translation>
    </message>
    <message>
        <source>RR (r)</source>
        <translation>RR (r)</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Stille</translation>
    </message>
    <message>
        <source>SS (s, z)</source>
        <translation>SS (s, z)</translation>
    </message>
    <message>
        <source>TH (th)</source>
        <translation>TH (englisches th)</translation>
    </message>
    <message>
        <source>afraid</source>
        <translation>ängstlich</translation>
    </message>
    <message>
        <source>angry</source>
        <translation>wütend</translation>
    </message>
    <message>
        <source>astonished</source>
        <translation>erstaunt</translation>
    </message>
    <message>
        <source>brows</source>
        <translation>Brauen</translation>
    </message>
    <message>
        <source>eye</source>
        <translation>Auge</translation>
    </message>
    <message>
        <source>happy</source>
        <translation>fröhlich</translation>
    </message>
    <message>
        <source>lips</source>
        <translation>Lippen</translation>
    </message>
    <message>
        <source>mouth</source>
        <translation>Mund</translation>
    </message>
    <message>
        <source>nose</source>
        <translation>Nase</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>playful</source>
        <translation>verspielt</translation>
    </message>
    <message>
        <source>pucker</source>
        <translation>spitzen</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>zurücksetzen</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>Ruhe</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>traurig</translation>
    </message>
    <message>
        <source>sneer</source>
        <translation>rümpfen</translation>
    </message>
    <message>
        <source>speech</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>Colour grade</source>
        <translation>Farbkorrektur</translation>
    </message>
    <message>
        <source>Oil</source>
        <translation>Öl</translation>
    </message>
    <message>
        <source>Watercolour</source>
        <translation>Aquarell</translation>
    </message>
    <message>
        <source>Comic</source>
        <translation>Comic</translation>
    </message>
    <message>
        <source>Clay</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Hatching</source>
        <translation>Schraffur</translation>
    </message>
    <message>
        <source>Halftone</source>
        <translation>Rasterdruck</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Grain and vignette</source>
        <translation>Korn und Vignette</translation>
    </message>
    <message>
        <source>Teeth and mouth</source>
        <translation>Zähne und Mund</translation>
    </message>
    <message>
        <source>Learnt looks</source>
        <translation>Gelernte Looks</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>Tönung</translation>
    </message>
    <message>
        <source>Fade</source>
        <translation>Ausbleichen</translation>
    </message>
    <message>
        <source>Tone of shadows</source>
        <translation>Tönung der Schatten</translation>
    </message>
    <message>
        <source>Hue of shadows</source>
        <translation>Farbton der Schatten</translation>
    </message>
    <message>
        <source>Tone of lights</source>
        <translation>Tönung der Lichter</translation>
    </message>
    <message>
        <source>Hue of lights</source>
        <translation>Farbton der Lichter</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Relief of the paint</source>
        <translation>Farbrelief</translation>
    </message>
    <message>
        <source>Size of washes</source>
        <translation>Größe der Lasuren</translation>
    </message>
    <message>
        <source>Tones of watercolour</source>
        <translation>Aquarelltöne</translation>
    </message>
    <message>
        <source>Dark edges</source>
        <translation>Dunkle Ränder</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papier</translation>
    </message>
    <message>
        <source>Tones of comic</source>
        <translation>Comictöne</translation>
    </message>
    <message>
        <source>Colour of comic</source>
        <translation>Comicfarbe</translation>
    </message>
    <message>
        <source>Ink lines</source>
        <translation>Tuschelinien</translation>
    </message>
    <message>
        <source>Width of ink lines</source>
        <translation>Breite der Tuschelinien</translation>
    </message>
    <message>
        <source>Hue of clay</source>
        <translation>Farbton des Tons</translation>
    </message>
    <message>
        <source>Colour of clay</source>
        <translation>Farbe des Tons</translation>
    </message>
    <message>
        <source>Gloss</source>
        <translation>Glanz</translation>
    </message>
    <message>
        <source>Brows, lips and hair</source>
        <translation>Brauen, Lippen und Haar</translation>
    </message>
    <message>
        <source>Distance of lines</source>
        <translation>Abstand der Linien</translation>
    </message>
    <message>
        <source>Angle of lines</source>
        <translation>Winkel der Linien</translation>
    </message>
    <message>
        <source>Coloured pencils</source>
        <translation>Buntstifte</translation>
    </message>
    <message>
        <source>Size of dots</source>
        <translation>Größe der Punkte</translation>
    </message>
    <message>
        <source>Angle of the screen</source>
        <translation>Rasterwinkel</translation>
    </message>
    <message>
        <source>Four inks</source>
        <translation>Vier Druckfarben</translation>
    </message>
    <message>
        <source>Width of the outline</source>
        <translation>Breite des Umrisses</translation>
    </message>
    <message>
        <source>Creases</source>
        <translation>Falten</translation>
    </message>
    <message>
        <source>White ink</source>
        <translation>Weiße Tusche</translation>
    </message>
    <message>
        <source>Hue of the background</source>
        <translation>Farbton des Hintergrunds</translation>
    </message>
    <message>
        <source>Colour of the background</source>
        <translation>Farbe des Hintergrunds</translation>
    </message>
    <message>
        <source>Lightness of the background</source>
        <translation>Helligkeit des Hintergrunds</translation>
    </message>
    <message>
        <source>Glow behind the head</source>
        <translation>Schein hinter dem Kopf</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>Korn</translation>
    </message>
    <message>
        <source>Size of grain</source>
        <translation>Korngröße</translation>
    </message>
    <message>
        <source>Grain moves</source>
        <translation>Bewegtes Korn</translation>
    </message>
    <message>
        <source>Dark corners</source>
        <translation>Dunkle Ecken</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Light of the photo</source>
        <translation>Licht des Fotos</translation>
    </message>
    <message>
        <source>Contrast of the light</source>
        <translation>Kontrast des Lichts</translation>
    </message>
    <message>
        <source>Turn of the light</source>
        <translation>Drehung des Lichts</translation>
    </message>
    <message>
        <source>Lights stay when the head turns</source>
        <translation>Lichter bleiben, wenn der Kopf sich dreht</translation>
    </message>
    <message>
        <source>Lamp</source>
        <translation>Lampe</translation>
    </message>
    <message>
        <source>Lamp left and right</source>
        <translation>Lampe links und rechts</translation>
    </message>
    <message>
        <source>Height of the lamp</source>
        <translation>Höhe der Lampe</translation>
    </message>
    <message>
        <source>Warmth of the lamp</source>
        <translation>Wärme der Lampe</translation>
    </message>
    <message>
        <source>Softness of the lamp</source>
        <translation>Weichheit der Lampe</translation>
    </message>
    <message>
        <source>Gloss under the lamp</source>
        <translation>Glanz unter der Lampe</translation>
    </message>
    <message>
        <source>Whiteness of the teeth</source>
        <translation>Weiße der Zähne</translation>
    </message>
    <message>
        <source>Warmth of the teeth</source>
        <translation>Wärme der Zähne</translation>
    </message>
    <message>
        <source>Light in the mouth</source>
        <translation>Licht im Mund</translation>
    </message>
    <message>
        <source>Redness of the gums</source>
        <translation>Röte des Zahnfleischs</translation>
    </message>
    <message>
        <source>Redness of the tongue</source>
        <translation>Röte der Zunge</translation>
    </message>
    <message>
        <source>Learnt oil</source>
        <translation>Gelerntes Öl</translation>
    </message>
    <message>
        <source>Learnt watercolour</source>
        <translation>Gelerntes Aquarell</translation>
    </message>
    <message>
        <source>Learnt comic</source>
        <translation>Gelernter Comic</translation>
    </message>
    <message>
        <source>Learnt clay</source>
        <translation>Gelernter Ton</translation>
    </message>
    <message>
        <source>Teal and orange</source>
        <translation>Türkis und Orange</translation>
    </message>
    <message>
        <source>Faded film</source>
        <translation>Ausgeblichener Film</translation>
    </message>
    <message>
        <source>Newsprint</source>
        <translation>Zeitungsdruck</translation>
    </message>
    <message>
        <source>Film noir</source>
        <translation>Film noir</translation>
    </message>
    <message>
        <source>Oil portrait</source>
        <translation>Ölporträt</translation>
    </message>
    <message>
        <source>Pencil</source>
        <translation>Bleistift</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Pop art</source>
        <translation>Pop-Art</translation>
    </message>
    <message>
        <source>Porcelain</source>
        <translation>Porzellan</translation>
    </message>
    <message>
        <source>Brow</source>
        <translation>Braue</translation>
    </message>
    <message>
        <source>Lid</source>
        <translation>Lid</translation>
    </message>
    <message>
        <source>Cheek</source>
        <translation>Wange</translation>
    </message>
    <message>
        <source>Nose</source>
        <translation>Nase</translation>
    </message>
    <message>
        <source>Corner of the mouth</source>
        <translation>Mundwinkel</translation>
    </message>
    <message>
        <source>Caricature</source>
        <translation>Karikatur</translation>
    </message>
    <message>
        <source>Caricature of the brows</source>
        <translation>Karikatur der Brauen</translation>
    </message>
    <message>
        <source>Caricature of the eyes</source>
        <translation>Karikatur der Augen</translation>
    </message>
    <message>
        <source>Caricature of the nose</source>
        <translation>Karikatur der Nase</translation>
    </message>
    <message>
        <source>Caricature of the cheeks</source>
        <translation>Karikatur der Wangen</translation>
    </message>
    <message>
        <source>Caricature of the mouth</source>
        <translation>Karikatur des Mundes</translation>
    </message>
    <message>
        <source>Caricature of the jaw</source>
        <translation>Karikatur des Kiefers</translation>
    </message>
    <message>
        <source>Caricature of the ears</source>
        <translation>Karikatur der Ohren</translation>
    </message>
    <message>
        <source>Caricature of the skull</source>
        <translation>Karikatur des Schädels</translation>
    </message>
    <message>
        <source>Keep one-sidedness</source>
        <translation>Ungleiche Seiten behalten</translation>
    </message>
    <message>
        <source>Curves and colour table</source>
        <translation>Kurven und Farbtabelle</translation>
    </message>
    <message>
        <source>Strength of the curves</source>
        <translation>Stärke der Kurven</translation>
    </message>
    <message>
        <source>Strength of the colour table</source>
        <translation>Stärke der Farbtabelle</translation>
    </message>
    <message>
        <source>Fine detail</source>
        <translation>Feine Details</translation>
    </message>
    <message>
        <source>Fine detail of the mesh</source>
        <translation>Feine Details des Meshs</translation>
    </message>
</context>
<context>
    <name>Deca</name>
    <message>
        <source>The fit begins with the face that DECA&apos;s networks read from the photo, and takes their wrinkles as fine detail</source>
        <translation>Die Anpassung beginnt mit dem Gesicht, das DECAs Netze aus dem Foto lesen, und übernimmt deren Falten als feine Details</translation>
    </message>
    <message>
        <source>The networks of DECA in the model library are for another head model: published ones need a photo that is fitted on FLAME</source>
        <translation>Die DECA-Netze in der Modellbibliothek sind für ein anderes Kopfmodell: Veröffentlichte brauchen ein Foto, das auf FLAME angepasst wird</translation>
    </message>
    <message>
        <source>For this, add DECA&apos;s networks (deca_model.tar) to the model library first</source>
        <translation>Fügen Sie dafür zuerst DECAs Netze (deca_model.tar) der Modellbibliothek hinzu</translation>
    </message>
</context>
<context>
    <name>Edit</name>
    <message>
        <source>Angle of view</source>
        <translation>Bildwinkel</translation>
    </message>
    <message>
        <source>Solve the angle of view</source>
        <translation>Bildwinkel bestimmen</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>Mirror landmarks</source>
        <translation>Landmarken spiegeln</translation>
    </message>
    <message>
        <source>Reset all landmarks</source>
        <translation>Alle Landmarken zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Paste pose</source>
        <translation>Pose einfügen</translation>
    </message>
    <message>
        <source>Mirror pose</source>
        <translation>Pose spiegeln</translation>
    </message>
    <message>
        <source>Preset: %1</source>
        <translation>Ausdruck: %1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Influence: %1</source>
        <translation>Einfluss: %1</translation>
    </message>
    <message>
        <source>Bookmark %1</source>
        <translation>Lesezeichen %1</translation>
    </message>
    <message>
        <source>Remove bookmark %1</source>
        <translation>Lesezeichen %1 entfernen</translation>
    </message>
    <message>
        <source>Move landmark %1</source>
        <translation>Landmarke %1 bewegen</translation>
    </message>
    <message>
        <source>Put back landmark %1</source>
        <translation>Landmarke %1 zurücklegen</translation>
    </message>
    <message>
        <source>Bring back landmark %1</source>
        <translation>Landmarke %1 zurückholen</translation>
    </message>
    <message>
        <source>Take away landmark %1</source>
        <translation>Landmarke %1 wegnehmen</translation>
    </message>
    <message>
        <source>Random values</source>
        <translation>Zufallswerte</translation>
    </message>
    <message>
        <source>Look at a point</source>
        <translation>Einen Punkt anblicken</translation>
    </message>
    <message>
        <source>Key pose</source>
        <translation>Pose als Keyframes</translation>
    </message>
    <message>
        <source>Move a handle</source>
        <translation>Griff bewegen</translation>
    </message>
    <message>
        <source>Stretch keys</source>
        <translation>Keyframes strecken</translation>
    </message>
    <message>
        <source>Move keys</source>
        <translation>Keyframes verschieben</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>Remove tracks</source>
        <translation>Spuren entfernen</translation>
    </message>
    <message>
        <source>Simplify curves</source>
        <translation>Kurven vereinfachen</translation>
    </message>
    <message>
        <source>Bake curves</source>
        <translation>Kurven backen</translation>
    </message>
    <message>
        <source>Retime</source>
        <translation>Zeit strecken</translation>
    </message>
    <message>
        <source>Mirror motion</source>
        <translation>Bewegung spiegeln</translation>
    </message>
    <message>
        <source>Blinks</source>
        <translation>Blinzeln</translation>
    </message>
    <message>
        <source>Small movements</source>
        <translation>Kleine Bewegungen</translation>
    </message>
    <message>
        <source>Import motion</source>
        <translation>Bewegung importieren</translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation>Keyframes entfernen</translation>
    </message>
    <message>
        <source>Change tangents</source>
        <translation>Tangenten ändern</translation>
    </message>
    <message>
        <source>Change handles</source>
        <translation>Griffe ändern</translation>
    </message>
    <message>
        <source>Paste keys</source>
        <translation>Keyframes einfügen</translation>
    </message>
    <message>
        <source>Add keys</source>
        <translation>Keyframes hinzufügen</translation>
    </message>
    <message>
        <source>Start of the range</source>
        <translation>Anfang des Bereichs</translation>
    </message>
    <message>
        <source>End of the range</source>
        <translation>Ende des Bereichs</translation>
    </message>
    <message>
        <source>Turn the head</source>
        <translation>Kopf drehen</translation>
    </message>
    <message>
        <source>Move the jaw</source>
        <translation>Kiefer bewegen</translation>
    </message>
    <message>
        <source>Turn the gaze</source>
        <translation>Blick wenden</translation>
    </message>
    <message>
        <source>Fit again</source>
        <translation>Neu anpassen</translation>
    </message>
    <message>
        <source>Look: %1, learnt</source>
        <translation>Look: %1, gelernt</translation>
    </message>
    <message>
        <source>Look: %1</source>
        <translation>Look: %1</translation>
    </message>
    <message>
        <source>Strength of the look</source>
        <translation>Stärke des Looks</translation>
    </message>
    <message>
        <source>Motion from a video</source>
        <translation>Bewegung aus einem Video</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>Tonspur</translation>
    </message>
    <message>
        <source>Remove the sound</source>
        <translation>Ton entfernen</translation>
    </message>
    <message>
        <source>Move the sound</source>
        <translation>Ton verschieben</translation>
    </message>
    <message>
        <source>Mute the sound</source>
        <translation>Ton stummschalten</translation>
    </message>
    <message>
        <source>Colour table</source>
        <translation>Farbtabelle</translation>
    </message>
    <message>
        <source>Drag: %1</source>
        <translation>Ziehen: %1</translation>
    </message>
    <message>
        <source>Tone curve</source>
        <translation>Tonwertkurve</translation>
    </message>
    <message>
        <source>Remove the colour table</source>
        <translation>Farbtabelle entfernen</translation>
    </message>
    <message>
        <source>Change a clip</source>
        <translation>Clip ändern</translation>
    </message>
    <message>
        <source>Rename a clip</source>
        <translation>Clip umbenennen</translation>
    </message>
    <message>
        <source>Move a clip</source>
        <translation>Clip verschieben</translation>
    </message>
    <message>
        <source>Trim a clip</source>
        <translation>Clip beschneiden</translation>
    </message>
    <message>
        <source>Remove a clip</source>
        <translation>Clip entfernen</translation>
    </message>
    <message>
        <source>Clip of keys</source>
        <translation>Clip aus Keyframes</translation>
    </message>
    <message>
        <source>Double a clip</source>
        <translation>Clip verdoppeln</translation>
    </message>
    <message>
        <source>Turn a clip into keys</source>
        <translation>Clip in Keyframes umwandeln</translation>
    </message>
    <message>
        <source>Clip of motion</source>
        <translation>Bewegungsclip</translation>
    </message>
    <message>
        <source>Another photo</source>
        <translation>Anderes Foto</translation>
    </message>
    <message>
        <source>Range of the timeline</source>
        <translation>Bereich der Zeitleiste</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Start from DECA</source>
        <translation>Mit DECA beginnen</translation>
    </message>
    <message>
        <source>Start without DECA</source>
        <translation>Ohne DECA beginnen</translation>
    </message>
    <message>
        <source>Landmarks from a file</source>
        <translation>Landmarken aus einer Datei</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>No face was found in %1</source>
        <translation>In %1 wurde kein Gesicht gefunden</translation>
    </message>
    <message>
        <source>Try a photo that shows the whole face from the front, sharp and evenly lit.</source>
        <translation>Versuchen Sie ein Foto, das das ganze Gesicht von vorn zeigt, scharf und gleichmäßig beleuchtet.</translation>
    </message>
    <message>
        <source>Try a photo that shows the whole face, roughly from the front.</source>
        <translation>Versuchen Sie ein Foto, das das ganze Gesicht ungefähr von vorn zeigt.</translation>
    </message>
    <message>
        <source>There is not enough memory to read %1</source>
        <translation>Zu wenig Speicher, um %1 zu lesen</translation>
    </message>
    <message>
        <source>There is not enough memory to unpack %1</source>
        <translation>Zu wenig Speicher, um %1 zu entpacken</translation>
    </message>
    <message>
        <source>%1 is a kind of picture that Effigy does not read</source>
        <translation>%1 ist eine Art Bild, die Effigy nicht liest</translation>
    </message>
    <message>
        <source>Save it as JPEG, PNG, WebP, TIFF or HEIC.</source>
        <translation>Speichern Sie es als JPEG, PNG, WebP, TIFF oder HEIC.</translation>
    </message>
    <message>
        <source>%1 is not a picture</source>
        <translation>%1 ist kein Bild</translation>
    </message>
    <message>
        <source>Choose a photo: JPEG, PNG, WebP, TIFF or HEIC.</source>
        <translation>Wählen Sie ein Foto: JPEG, PNG, WebP, TIFF oder HEIC.</translation>
    </message>
    <message>
        <source>%1 is empty (0 bytes)</source>
        <translation>%1 ist leer (0 Byte)</translation>
    </message>
    <message>
        <source>Copy or download the photo again.</source>
        <translation>Kopieren oder laden Sie das Foto noch einmal.</translation>
    </message>
    <message>
        <source>%1 is larger than any photo Effigy reads</source>
        <translation>%1 ist größer als jedes Foto, das Effigy liest</translation>
    </message>
    <message>
        <source>Make the photo smaller.</source>
        <translation>Verkleinern Sie das Foto.</translation>
    </message>
    <message>
        <source>%1 is too large for an interlaced PNG</source>
        <translation>%1 ist zu groß für ein Interlaced-PNG</translation>
    </message>
    <message>
        <source>Save it without interlacing, or make it smaller.</source>
        <translation>Speichern Sie es ohne Interlacing, oder verkleinern Sie es.</translation>
    </message>
    <message>
        <source>%1 is too large for a TIFF of its kind</source>
        <translation>%1 ist zu groß für ein TIFF seiner Art</translation>
    </message>
    <message>
        <source>%1 is a kind of TIFF that cannot be read here (%2)</source>
        <translation>%1 ist eine Art TIFF, die hier nicht gelesen werden kann (%2)</translation>
    </message>
    <message>
        <source>Save it as JPEG or PNG.</source>
        <translation>Speichern Sie es als JPEG oder PNG.</translation>
    </message>
    <message>
        <source>%1 cannot be read here (%2)</source>
        <translation>%1 kann hier nicht gelesen werden (%2)</translation>
    </message>
    <message>
        <source>Save the photo as JPEG.</source>
        <translation>Speichern Sie das Foto als JPEG.</translation>
    </message>
    <message>
        <source>%1 is an animation</source>
        <translation>%1 ist eine Animation</translation>
    </message>
    <message>
        <source>Choose a still photo.</source>
        <translation>Wählen Sie ein unbewegtes Foto.</translation>
    </message>
    <message>
        <source>Most of the face lies outside of the photo</source>
        <translation>Der größte Teil des Gesichts liegt außerhalb des Fotos</translation>
    </message>
    <message>
        <source>Choose a photo that shows the whole face</source>
        <translation>Wählen Sie ein Foto, das das ganze Gesicht zeigt</translation>
    </message>
    <message>
        <source>The face is seen too much from the side</source>
        <translation>Das Gesicht ist zu sehr von der Seite zu sehen</translation>
    </message>
    <message>
        <source>Choose a photo that shows both eyes</source>
        <translation>Wählen Sie ein Foto, das beide Augen zeigt</translation>
    </message>
    <message>
        <source>The landmarks do not form a face</source>
        <translation>Die Landmarken bilden kein Gesicht</translation>
    </message>
    <message>
        <source>Choose another photo, or place the landmarks by hand</source>
        <translation>Wählen Sie ein anderes Foto, oder setzen Sie die Landmarken von Hand</translation>
    </message>
    <message>
        <source>Too few landmarks are left to tell how the head is turned</source>
        <translation>Zu wenige Landmarken sind übrig, um die Drehung des Kopfes zu bestimmen</translation>
    </message>
    <message>
        <source>Bring back landmarks of eyes, nose and mouth</source>
        <translation>Holen Sie Landmarken von Augen, Nase und Mund zurück</translation>
    </message>
    <message>
        <source>%1 cannot be read as a picture.</source>
        <translation>%1 kann nicht als Bild gelesen werden.</translation>
    </message>
    <message>
        <source>Choose another picture for the background.</source>
        <translation>Wählen Sie ein anderes Bild für den Hintergrund.</translation>
    </message>
    <message>
        <source>There is no project %1</source>
        <translation>Es gibt kein Projekt %1</translation>
    </message>
    <message>
        <source>Look for it with Open</source>
        <translation>Suchen Sie es mit „Öffnen“</translation>
    </message>
    <message>
        <source>%1 is not a file</source>
        <translation>%1 ist keine Datei</translation>
    </message>
    <message>
        <source>%1 is not an Effigy project</source>
        <translation>%1 ist kein Effigy-Projekt</translation>
    </message>
    <message>
        <source>Choose a file that ends in .effigy</source>
        <translation>Wählen Sie eine Datei, die auf .effigy endet</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Check the file&apos;s permissions</source>
        <translation>Prüfen Sie die Rechte der Datei</translation>
    </message>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1 ist beschädigt: %2</translation>
    </message>
    <message>
        <source>Open a copy or a backup of the project</source>
        <translation>Öffnen Sie eine Kopie oder Sicherung des Projekts</translation>
    </message>
    <message>
        <source>The offsets of the head are damaged</source>
        <translation>Die Verschiebungen des Kopfes sind beschädigt</translation>
    </message>
    <message>
        <source>Open an older copy, or fit the photo again</source>
        <translation>Öffnen Sie eine ältere Kopie, oder passen Sie das Foto neu an</translation>
    </message>
    <message>
        <source>The fit cannot be read: %1</source>
        <translation>Die Anpassung kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>The landmarks that were found cannot be read</source>
        <translation>Die gefundenen Landmarken können nicht gelesen werden</translation>
    </message>
    <message>
        <source>Open an older copy of the project</source>
        <translation>Öffnen Sie eine ältere Kopie des Projekts</translation>
    </message>
    <message>
        <source>A picture in the project is damaged: %1</source>
        <translation>Ein Bild im Projekt ist beschädigt: %1</translation>
    </message>
    <message>
        <source>%1 is read-only</source>
        <translation>%1 ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Save a copy in another folder</source>
        <translation>Speichern Sie eine Kopie in einem anderen Ordner</translation>
    </message>
    <message>
        <source>Save a copy in another folder first.</source>
        <translation>Speichern Sie zuerst eine Kopie in einem anderen Ordner.</translation>
    </message>
    <message>
        <source>A copy of %1 cannot replace the project itself</source>
        <translation>Eine Kopie von %1 kann nicht das Projekt selbst ersetzen</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>Wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>Invert the photo again</source>
        <translation>Stimmen Sie den Avatar neu ab</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of Effigy (%2)</source>
        <translation>%1 stammt von einer neueren Version von Effigy (%2)</translation>
    </message>
    <message>
        <source>Update Effigy; the file was not changed</source>
        <translation>Aktualisieren Sie Effigy; die Datei blieb unverändert</translation>
    </message>
    <message>
        <source>There is no home folder to keep unsaved projects in</source>
        <translation>Es gibt keinen Benutzerordner für ungespeicherte Projekte</translation>
    </message>
    <message>
        <source>There is no home folder to keep poses in</source>
        <translation>Es gibt keinen Benutzerordner für Posen</translation>
    </message>
    <message>
        <source>Set HOME or XDG_DATA_HOME</source>
        <translation>Setzen Sie HOME oder XDG_DATA_HOME</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made: %2</source>
        <translation>Der Ordner %1 kann nicht angelegt werden: %2</translation>
    </message>
    <message>
        <source>The folder %1 cannot be written</source>
        <translation>In den Ordner %1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Check the permissions of your home folder</source>
        <translation>Prüfen Sie die Rechte Ihres Benutzerordners</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2</source>
        <translation>%1 kann nicht angelegt werden: %2</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2</source>
        <translation>%1 kann nicht entfernt werden: %2</translation>
    </message>
    <message>
        <source>Check the permissions of the folder</source>
        <translation>Prüfen Sie die Rechte des Ordners</translation>
    </message>
    <message>
        <source>Check the disk&apos;s room and the permissions of your home folder</source>
        <translation>Prüfen Sie den Platz auf dem Datenträger und die Rechte Ihres Benutzerordners</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Check that the file exists and may be read</source>
        <translation>Prüfen Sie, ob es die Datei gibt und sie gelesen werden darf</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>Wählen Sie einen anderen Ordner, oder schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>Wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>There is no folder %1</source>
        <translation>Es gibt keinen Ordner %1</translation>
    </message>
    <message>
        <source>Create it first, or choose another.</source>
        <translation>Legen Sie ihn zuerst an, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>%1 is a folder</source>
        <translation>%1 ist ein Ordner</translation>
    </message>
    <message>
        <source>Give the name of a file.</source>
        <translation>Geben Sie den Namen einer Datei an.</translation>
    </message>
    <message>
        <source>There is no file %1</source>
        <translation>Es gibt keine Datei %1</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>%1 is too large (%2 MiB)</source>
        <translation>%1 ist zu groß (%2 MiB)</translation>
    </message>
    <message>
        <source>The picture could not be written to your pictures folder.</source>
        <translation>Das Bild konnte nicht in Ihren Bilderordner geschrieben werden.</translation>
    </message>
    <message>
        <source>Check that the folder exists and that the disk has room.</source>
        <translation>Prüfen Sie, ob es den Ordner gibt und der Datenträger Platz hat.</translation>
    </message>
    <message>
        <source>There is no memory for a frame of the film</source>
        <translation>Für ein Bild des Films reicht der Speicher nicht</translation>
    </message>
    <message>
        <source>Choose a smaller size.</source>
        <translation>Wählen Sie eine kleinere Größe.</translation>
    </message>
    <message>
        <source>Pictures cannot be written as %1</source>
        <translation>Bilder können nicht als %1 geschrieben werden</translation>
    </message>
    <message>
        <source>Choose a name that ends in .png, .jpg or .webp</source>
        <translation>Wählen Sie einen Namen, der auf .png, .jpg oder .webp endet</translation>
    </message>
    <message>
        <source>Films cannot be written as %1</source>
        <translation>Filme können nicht als %1 geschrieben werden</translation>
    </message>
    <message>
        <source>Choose a name that ends in .mp4, .webm, .mov, .gif or .png</source>
        <translation>Wählen Sie einen Namen, der auf .mp4, .webm, .mov, .gif oder .png endet</translation>
    </message>
    <message>
        <source>Meshes cannot be written as %1</source>
        <translation>Meshes können nicht als %1 geschrieben werden</translation>
    </message>
    <message>
        <source>Choose a name that ends in .glb, .obj or .ply</source>
        <translation>Wählen Sie einen Namen, der auf .glb, .obj oder .ply endet</translation>
    </message>
    <message>
        <source>The photo has not been turned into an avatar yet</source>
        <translation>Aus dem Foto wurde noch kein Avatar gemacht</translation>
    </message>
    <message>
        <source>Invert it first, or look at the mesh</source>
        <translation>Stimmen Sie den Avatar zuerst ab, oder sehen Sie sich das Mesh an</translation>
    </message>
    <message>
        <source>The timeline of the project has no keys</source>
        <translation>Die Zeitleiste des Projekts hat keine Keyframes</translation>
    </message>
    <message>
        <source>The presets in %1 cannot be read: %2</source>
        <translation>Die Vorgaben in %1 können nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>The timecodes of the table do not go forward</source>
        <translation>Die Timecodes der Tabelle laufen nicht vorwärts</translation>
    </message>
    <message>
        <source>Frames a second may be wrong: give them</source>
        <translation>Vielleicht stimmen die Bilder pro Sekunde nicht: geben Sie sie an</translation>
    </message>
    <message>
        <source>A key has a time or a value that is no moment of a timeline</source>
        <translation>Ein Keyframe hat eine Zeit oder einen Wert außerhalb jeder Zeitleiste</translation>
    </message>
    <message>
        <source>Times go from 0 to 24 hours</source>
        <translation>Zeiten gehen von 0 bis 24 Stunden</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <source>Install Debian&apos;s package libdlib-data, or set EFFIGY_LANDMARK_MODEL to the file.</source>
        <translation>Installieren Sie das Debian-Paket libdlib-data, oder setzen Sie EFFIGY_LANDMARK_MODEL auf die Datei.</translation>
    </message>
    <message>
        <source>Install Debian&apos;s package libdlib-data again.</source>
        <translation>Installieren Sie das Debian-Paket libdlib-data neu.</translation>
    </message>
    <message>
        <source>%1 is damaged or something else</source>
        <translation>%1 ist beschädigt oder etwas anderes</translation>
    </message>
    <message>
        <source>The avatar&apos;s weights belong to another generator: %1</source>
        <translation>Die Gewichte des Avatars gehören zu einem anderen Generator: %1</translation>
    </message>
    <message>
        <source>Invert the photo again with the generator that is installed</source>
        <translation>Stimmen Sie den Avatar mit dem installierten Generator neu ab</translation>
    </message>
    <message>
        <source>The latents of the avatar do not fit the generator &quot;%1&quot;</source>
        <translation>Die latenten Werte des Avatars passen nicht zum Generator „%1“</translation>
    </message>
    <message>
        <source>%1 is no file</source>
        <translation>%1 ist keine Datei</translation>
    </message>
    <message>
        <source>Give the file of a model</source>
        <translation>Geben Sie die Datei eines Modells an</translation>
    </message>
    <message>
        <source>%1 has an ending that no model has</source>
        <translation>%1 hat eine Endung, die kein Modell hat</translation>
    </message>
    <message>
        <source>A model cannot be called &quot;%1&quot;</source>
        <translation>Ein Modell kann nicht „%1“ heißen</translation>
    </message>
    <message>
        <source>Use letters, digits, &apos;-&apos;, &apos;_&apos; and &apos;.&apos;, up to 80 of them</source>
        <translation>Verwenden Sie Buchstaben, Ziffern, „-“, „_“ und „.“, höchstens 80</translation>
    </message>
    <message>
        <source>There is a model &quot;%1&quot; already</source>
        <translation>Ein Modell „%1“ gibt es schon</translation>
    </message>
    <message>
        <source>Choose another name, or remove that one</source>
        <translation>Wählen Sie einen anderen Namen, oder entfernen Sie jenes</translation>
    </message>
    <message>
        <source>Make room, or set EFFIGY_MODELS to another folder</source>
        <translation>Schaffen Sie Platz, oder setzen Sie EFFIGY_MODELS auf einen anderen Ordner</translation>
    </message>
    <message>
        <source>The model that ships with Effigy stays</source>
        <translation>Das Modell, das zu Effigy gehört, bleibt</translation>
    </message>
    <message>
        <source>The generator cannot be used: %1</source>
        <translation>Der Generator ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>The generator&apos;s description is not usable: %1</source>
        <translation>Die Beschreibung des Generators ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>The file belongs to another kind of model or another version</source>
        <translation>Die Datei gehört zu einer anderen Art Modell oder einer anderen Version</translation>
    </message>
    <message>
        <source>There is no generator at %1</source>
        <translation>Unter %1 gibt es keinen Generator</translation>
    </message>
    <message>
        <source>Choose another model in the model library</source>
        <translation>Wählen Sie in der Modellbibliothek ein anderes Modell</translation>
    </message>
    <message>
        <source>%1 cannot be read safely: %2</source>
        <translation>%1 kann nicht sicher gelesen werden: %2</translation>
    </message>
    <message>
        <source>The file may be damaged, or hold something other than a model</source>
        <translation>Die Datei ist vielleicht beschädigt oder enthält etwas anderes als ein Modell</translation>
    </message>
    <message>
        <source>%1 is not a sound safetensors file: %2</source>
        <translation>%1 ist keine heile safetensors-Datei: %2</translation>
    </message>
    <message>
        <source>%1 is not a sound archive: %2</source>
        <translation>%1 ist kein heiles Archiv: %2</translation>
    </message>
    <message>
        <source>The file may be damaged or cut short; fetch it again</source>
        <translation>Die Datei ist vielleicht beschädigt oder unvollständig; laden Sie sie noch einmal</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>Dafür reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>Close other programs or choose a smaller size.</source>
        <translation>Schließen Sie andere Programme, oder wählen Sie eine kleinere Größe.</translation>
    </message>
    <message>
        <source>Your work is saved. Please report this with the details.</source>
        <translation>Ihre Arbeit ist gespeichert. Bitte melden Sie dies mit den Details.</translation>
    </message>
    <message>
        <source>Effigy&apos;s own resources were not found</source>
        <translation>Die eigenen Dateien von Effigy wurden nicht gefunden</translation>
    </message>
    <message>
        <source>Reinstall Effigy, or set EFFIGY_RESOURCES to the folder that holds them.</source>
        <translation>Installieren Sie Effigy neu, oder setzen Sie EFFIGY_RESOURCES auf den Ordner, der sie enthält.</translation>
    </message>
    <message>
        <source>Effigy&apos;s own file %1 is missing</source>
        <translation>Die Datei %1 von Effigy fehlt</translation>
    </message>
    <message>
        <source>Reinstall Effigy, or set EFFIGY_RESOURCES to the folder that holds it.</source>
        <translation>Installieren Sie Effigy neu, oder setzen Sie EFFIGY_RESOURCES auf den Ordner, der sie enthält.</translation>
    </message>
    <message>
        <source>The worker program could not be started: %1</source>
        <translation>Das Arbeitsprogramm konnte nicht gestartet werden: %1</translation>
    </message>
    <message>
        <source>Reinstall Effigy, so that the command line program “effigy” lies beside the studio.</source>
        <translation>Installieren Sie Effigy neu, damit das Kommandozeilenprogramm „effigy“ neben dem Studio liegt.</translation>
    </message>
    <message>
        <source>The worker stopped unexpectedly. Perhaps the memory ran out.</source>
        <translation>Das Arbeitsprogramm endete unerwartet. Vielleicht ging der Speicher aus.</translation>
    </message>
    <message>
        <source>Nothing was lost. Close other programs or choose a lower quality, then try again.</source>
        <translation>Nichts ging verloren. Schließen Sie andere Programme oder wählen Sie eine geringere Qualität, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The worker ended with code %1 and gave no result.</source>
        <translation>Das Arbeitsprogramm endete mit Code %1 und ohne Ergebnis.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, copy the details into a report.</source>
        <translation>Versuchen Sie es noch einmal. Wenn es wieder geschieht, kopieren Sie die Details in eine Meldung.</translation>
    </message>
    <message>
        <source>The project has the photo %1 already</source>
        <translation>Das Projekt hat das Foto %1 schon</translation>
    </message>
    <message>
        <source>Choose another photo of the same person</source>
        <translation>Wählen Sie ein anderes Foto derselben Person</translation>
    </message>
    <message>
        <source>What is saved needs a name</source>
        <translation>Was gespeichert wird, braucht einen Namen</translation>
    </message>
    <message>
        <source>A learnt look belongs to its avatar and cannot be saved for others</source>
        <translation>Ein gelernter Look gehört zu seinem Avatar und kann nicht für andere gespeichert werden</translation>
    </message>
    <message>
        <source>Set the learnt looks to nothing, or keep the look in the project</source>
        <translation>Stellen Sie die gelernten Looks auf null, oder behalten Sie den Look im Projekt</translation>
    </message>
    <message>
        <source>%1 is not a video</source>
        <translation>%1 ist kein Video</translation>
    </message>
    <message>
        <source>Choose a video (MP4, MOV, WebM, MKV, GIF) or a folder of pictures.</source>
        <translation>Wählen Sie ein Video (MP4, MOV, WebM, MKV, GIF) oder einen Ordner mit Bildern.</translation>
    </message>
    <message>
        <source>Copy or download the video again.</source>
        <translation>Kopieren oder laden Sie das Video noch einmal.</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions</source>
        <translation>Prüfen Sie die Rechte des Ordners</translation>
    </message>
    <message>
        <source>%1 has sound but no pictures</source>
        <translation>%1 hat Ton, aber keine Bilder</translation>
    </message>
    <message>
        <source>Choose another video.</source>
        <translation>Wählen Sie ein anderes Video.</translation>
    </message>
    <message>
        <source>%1 has no pictures</source>
        <translation>%1 enthält keine Bilder</translation>
    </message>
    <message>
        <source>%1 has no pictures in that range of time</source>
        <translation>%1 enthält in diesem Zeitraum keine Bilder</translation>
    </message>
    <message>
        <source>Choose another range.</source>
        <translation>Wählen Sie einen anderen Bereich.</translation>
    </message>
    <message>
        <source>%1 is packed in a way that cannot be read here (%2)</source>
        <translation>%1 ist auf eine Weise gepackt, die hier nicht gelesen werden kann (%2)</translation>
    </message>
    <message>
        <source>Save the video as MP4 with H.264.</source>
        <translation>Speichern Sie das Video als MP4 mit H.264.</translation>
    </message>
    <message>
        <source>%1 has pictures of %2 pixels</source>
        <translation>%1 hat Bilder von %2 Pixeln</translation>
    </message>
    <message>
        <source>Make the video smaller: 1280 pixels across are plenty.</source>
        <translation>Verkleinern Sie das Video: 1280 Pixel Breite genügen.</translation>
    </message>
    <message>
        <source>%1 has another size than the first picture of its folder</source>
        <translation>%1 hat eine andere Größe als das erste Bild des Ordners</translation>
    </message>
    <message>
        <source>Give all pictures of the folder one size.</source>
        <translation>Geben Sie allen Bildern des Ordners dieselbe Größe.</translation>
    </message>
    <message>
        <source>Choose a video that shows one face from the front, sharp and evenly lit.</source>
        <translation>Wählen Sie ein Video, das ein Gesicht von vorn zeigt, scharf und gleichmäßig beleuchtet.</translation>
    </message>
    <message>
        <source>The head of this project is of another kind than the one that videos are tracked with</source>
        <translation>Der Kopf dieses Projekts ist von anderer Art als der, mit dem Videos verfolgt werden</translation>
    </message>
    <message>
        <source>Let the person&apos;s shape be found from the video</source>
        <translation>Lassen Sie die Form der Person aus dem Video bestimmen</translation>
    </message>
    <message>
        <source>There is no face encoder, which videos are tracked with</source>
        <translation>Der Gesichts-Encoder, mit dem Videos verfolgt werden, fehlt</translation>
    </message>
    <message>
        <source>Install Effigy again, or train one: effigy train encoder</source>
        <translation>Installieren Sie Effigy neu, oder trainieren Sie einen: effigy train encoder</translation>
    </message>
    <message>
        <source>No photo can be inverted into the generator %1</source>
        <translation>In den Generator %1 lässt sich kein Foto übertragen</translation>
    </message>
    <message>
        <source>Choose the embedded generator, one made by &quot;effigy train init&quot;, or a published Next3D snapshot</source>
        <translation>Wählen Sie den mitgelieferten Generator, einen aus „effigy train init“ oder einen veröffentlichten Next3D-Snapshot</translation>
    </message>
    <message>
        <source>The generator %1 is driven by another head model than %2</source>
        <translation>Der Generator %1 wird von einem anderen Kopfmodell als %2 gesteuert</translation>
    </message>
    <message>
        <source>Reconstruct the photo with --head free</source>
        <translation>Rekonstruieren Sie das Foto mit --head free</translation>
    </message>
    <message>
        <source>The head model &quot;%1&quot; is not installed</source>
        <translation>Das Kopfmodell „%1“ ist nicht installiert</translation>
    </message>
    <message>
        <source>The mouth lies outside the picture that the generator works on</source>
        <translation>Der Mund liegt außerhalb des Bildes, auf dem der Generator arbeitet</translation>
    </message>
    <message>
        <source>Check the head&apos;s position: its origin should be near the middle of the skull</source>
        <translation>Prüfen Sie die Lage des Kopfes: sein Ursprung sollte nahe der Mitte des Schädels liegen</translation>
    </message>
    <message>
        <source>%1 is not a sound file</source>
        <translation>%1 ist keine Tondatei</translation>
    </message>
    <message>
        <source>Choose a WAV, FLAC, MP3, M4A or OGG file.</source>
        <translation>Wählen Sie eine Datei im Format WAV, FLAC, MP3, M4A oder OGG.</translation>
    </message>
    <message>
        <source>Copy or download the sound again.</source>
        <translation>Kopieren oder laden Sie die Tondatei noch einmal.</translation>
    </message>
    <message>
        <source>%1 has no sound</source>
        <translation>%1 hat keinen Ton</translation>
    </message>
    <message>
        <source>Save the sound as WAV or FLAC.</source>
        <translation>Speichern Sie den Ton als WAV oder FLAC.</translation>
    </message>
    <message>
        <source>%1 is longer than %2 minutes</source>
        <translation>%1 ist länger als %2 Minuten</translation>
    </message>
    <message>
        <source>Cut out the part that you need.</source>
        <translation>Schneiden Sie den Teil heraus, den Sie brauchen.</translation>
    </message>
    <message>
        <source>%1 is cut off: %2 of %3 seconds could be read</source>
        <translation>%1 ist abgeschnitten: %2 von %3 Sekunden waren lesbar</translation>
    </message>
    <message>
        <source>No encoder for sound is installed (%1)</source>
        <translation>Es ist kein Encoder für Ton installiert (%1)</translation>
    </message>
    <message>
        <source>Install FFmpeg&apos;s libraries with that encoder, or export without sound.</source>
        <translation>Installieren Sie die Bibliotheken von FFmpeg mit diesem Encoder, oder exportieren Sie ohne Ton.</translation>
    </message>
    <message>
        <source>%1 is no .cube file: it does not say how large its table is</source>
        <translation>%1 ist keine .cube-Datei: sie sagt nicht, wie groß ihre Tabelle ist</translation>
    </message>
    <message>
        <source>%1 is damaged in line %2: %3</source>
        <translation>%1 ist in Zeile %2 beschädigt: %3</translation>
    </message>
    <message>
        <source>%1 is damaged: the domain of its table is empty</source>
        <translation>%1 ist beschädigt: der Bereich der Tabelle ist leer</translation>
    </message>
    <message>
        <source>Export the table again from the program that made it</source>
        <translation>Exportieren Sie die Tabelle noch einmal aus dem Programm, das sie gemacht hat</translation>
    </message>
    <message>
        <source>%1 has a table of one dimension and one of three</source>
        <translation>%1 hat eine Tabelle mit einer Dimension und eine mit drei</translation>
    </message>
    <message>
        <source>Export them as two files</source>
        <translation>Exportieren Sie sie als zwei Dateien</translation>
    </message>
    <message>
        <source>%1 has a table of %2 entries along an edge</source>
        <translation>%1 hat eine Tabelle mit %2 Einträgen an einer Kante</translation>
    </message>
    <message>
        <source>Use one of %1 or less</source>
        <translation>Nehmen Sie eine mit höchstens %1</translation>
    </message>
    <message>
        <source>The file holds no motion</source>
        <translation>Die Datei enthält keine Bewegung</translation>
    </message>
    <message>
        <source>Motions are saved from the menu of a clip on the timeline</source>
        <translation>Bewegungen werden aus dem Menü eines Clips auf der Zeitleiste gespeichert</translation>
    </message>
    <message>
        <source>A clip needs keys at two moments at least</source>
        <translation>Ein Clip braucht Keyframes an mindestens zwei Zeitpunkten</translation>
    </message>
    <message>
        <source>Choose more keys</source>
        <translation>Wählen Sie mehr Keyframes</translation>
    </message>
    <message>
        <source>%1 shows %2 faces, and none lies where the photo of the project has its face</source>
        <translation>%1 zeigt %2 Gesichter, und keines liegt dort, wo das Foto des Projekts sein Gesicht hat</translation>
    </message>
    <message>
        <source>Choose one of the faces</source>
        <translation>Wählen Sie eines der Gesichter</translation>
    </message>
    <message>
        <source>%1 does not show the face as the photo of the project does: the landmarks differ by %2 % of the eye distance</source>
        <translation>%1 zeigt das Gesicht nicht so wie das Foto des Projekts: Die Landmarken weichen um %2 % des Augenabstands ab</translation>
    </message>
    <message>
        <source>With --anew it is fitted as a new photo: what was corrected by hand in the fit is forgotten, all else stays</source>
        <translation>Mit --anew wird es wie ein neues Foto angepasst: Was an der Anpassung von Hand verbessert wurde, wird vergessen, alles andere bleibt</translation>
    </message>
    <message>
        <source>The project keeps no former photo</source>
        <translation>Das Projekt bewahrt kein früheres Foto auf</translation>
    </message>
    <message>
        <source>There is one once its photo has been replaced</source>
        <translation>Eines gibt es, sobald sein Foto ersetzt wurde</translation>
    </message>
    <message>
        <source>Models are .pkl files as Next3D publishes them, .tar files as DECA does, or .safetensors and .json files of Effigy</source>
        <translation>Modelle sind .pkl-Dateien, wie Next3D sie veröffentlicht, .tar-Dateien wie von DECA, oder .safetensors- und .json-Dateien von Effigy</translation>
    </message>
    <message>
        <source>%1 does not hold DECA&apos;s networks: %2</source>
        <translation>%1 enthält nicht DECAs Netze: %2</translation>
    </message>
    <message>
        <source>Give deca_model.tar as it was published</source>
        <translation>Geben Sie deca_model.tar an, wie es veröffentlicht wurde</translation>
    </message>
    <message>
        <source>Give deca_model.tar as it was published, or what `effigy train deca` wrote</source>
        <translation>Geben Sie deca_model.tar an, wie es veröffentlicht wurde, oder was `effigy train deca` geschrieben hat</translation>
    </message>
    <message>
        <source>The model library has no networks of DECA for this photo, and its fit is to begin with them</source>
        <translation>Die Modellbibliothek hat keine DECA-Netze für dieses Foto, und seine Anpassung soll mit ihnen beginnen</translation>
    </message>
    <message>
        <source>Add them to the model library, or take “Start from DECA” back in the Fit workspace</source>
        <translation>Fügen Sie sie der Modellbibliothek hinzu, oder nehmen Sie „Mit DECA beginnen“ im Arbeitsbereich Anpassung zurück</translation>
    </message>
    <message>
        <source>The fitted head is shown meanwhile. Add that generator to the model library and open the project again, or tune the avatar anew</source>
        <translation>Solange ist der angepasste Kopf zu sehen. Fügen Sie den Generator der Modellbibliothek hinzu und öffnen Sie das Projekt erneut, oder stimmen Sie den Avatar neu ab</translation>
    </message>
    <message>
        <source>%1 is no network that mattes heads: %2</source>
        <translation>%1 ist kein Netz, das Köpfe freistellt: %2</translation>
    </message>
    <message>
        <source>There is no network that mattes heads: %1</source>
        <translation>Das Netz, das Köpfe freistellt, fehlt: %1</translation>
    </message>
    <message>
        <source>Install Effigy again, or train one: effigy train matte</source>
        <translation>Installieren Sie Effigy neu, oder trainieren Sie eines: effigy train matte</translation>
    </message>
    <message>
        <source>Reconstruct the photo with --head flame; the model library, or effigy head flame, adds that head model</source>
        <translation>Rekonstruieren Sie das Foto mit --head flame; die Modellbibliothek oder effigy head flame fügt dieses Kopfmodell hinzu</translation>
    </message>
    <message>
        <source>Add FLAME&apos;s generic_model.pkl in the model library, or use &quot;effigy head flame&quot; or &quot;effigy head ict&quot;, or the free head.</source>
        <translation>Fügen Sie FLAMEs generic_model.pkl in der Modellbibliothek hinzu, oder nehmen Sie „effigy head flame“, „effigy head ict“ oder den freien Kopf.</translation>
    </message>
    <message>
        <source>FLAME needs %1 beside it</source>
        <translation>FLAME braucht %1 neben sich</translation>
    </message>
    <message>
        <source>It comes with DECA, in its data folder: lay FLAME&apos;s file there, and add it from there.</source>
        <translation>Es kommt mit DECA, in dessen Datenordner: Legen Sie die Datei von FLAME dorthin, und fügen Sie sie von dort hinzu.</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>This picture cannot be used</source>
        <translation>Dieses Bild ist nicht verwendbar</translation>
    </message>
    <message>
        <source>No face was found</source>
        <translation>Kein Gesicht gefunden</translation>
    </message>
    <message>
        <source>This project is damaged</source>
        <translation>Dieses Projekt ist beschädigt</translation>
    </message>
    <message>
        <source>This project comes from a newer Effigy</source>
        <translation>Dieses Projekt stammt von einem neueren Effigy</translation>
    </message>
    <message>
        <source>A model is missing</source>
        <translation>Ein Modell fehlt</translation>
    </message>
    <message>
        <source>A model was refused</source>
        <translation>Ein Modell wurde abgelehnt</translation>
    </message>
    <message>
        <source>A file cannot be read or written</source>
        <translation>Eine Datei kann nicht gelesen oder geschrieben werden</translation>
    </message>
    <message>
        <source>The memory ran out</source>
        <translation>Der Speicher ging aus</translation>
    </message>
    <message>
        <source>The graphics device failed</source>
        <translation>Das Grafikgerät hat versagt</translation>
    </message>
    <message>
        <source>This is not supported</source>
        <translation>Das wird nicht unterstützt</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ging schief</translation>
    </message>
    <message>
        <source>This video cannot be used</source>
        <translation>Dieses Video ist nicht brauchbar</translation>
    </message>
    <message>
        <source>This sound cannot be used</source>
        <translation>Dieser Ton kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>This colour table cannot be used</source>
        <translation>Diese Farbtabelle ist nicht zu gebrauchen</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Reconstruct %1</source>
        <translation>%1 rekonstruieren</translation>
    </message>
    <message>
        <source>Fit %1 again</source>
        <translation>%1 neu anpassen</translation>
    </message>
    <message>
        <source>Tune the avatar of %1</source>
        <translation>Avatar von %1 abstimmen</translation>
    </message>
    <message>
        <source>Test this computer</source>
        <translation>Diesen Computer testen</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Teach %1 the look “%2”</source>
        <translation>%1 den Look „%2“ beibringen</translation>
    </message>
    <message>
        <source>Follow the face in %1</source>
        <translation>Gesicht in %1 verfolgen</translation>
    </message>
    <message>
        <source>Make up head %1</source>
        <translation>Kopf %1 erfinden</translation>
    </message>
    <message>
        <source>Replace the photo of %1</source>
        <translation>Foto von %1 ersetzen</translation>
    </message>
    <message>
        <source>Former photo of %1</source>
        <translation>Früheres Foto von %1</translation>
    </message>
</context>
<context>
    <name>KeyColumns</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>Manual</name>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>The viewport</source>
        <translation>Der Viewport</translation>
    </message>
    <message>
        <source>Photo and fit</source>
        <translation>Foto und Anpassung</translation>
    </message>
    <message>
        <source>Shape and expression</source>
        <translation>Form und Ausdruck</translation>
    </message>
    <message>
        <source>Poses and gaze</source>
        <translation>Posen und Blick</translation>
    </message>
    <message>
        <source>The timeline</source>
        <translation>Die Zeitleiste</translation>
    </message>
    <message>
        <source>Render and export</source>
        <translation>Rendern und Exportieren</translation>
    </message>
    <message>
        <source>The model library</source>
        <translation>Die Modellbibliothek</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>When something goes wrong</source>
        <translation>Wenn etwas schiefgeht</translation>
    </message>
    <message>
        <source>The command line</source>
        <translation>Die Kommandozeile</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>Was sie tun</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>Looks</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Middle drag: orbit  ·  Shift: pan  ·  Wheel: zoom  ·  Hold O: photo  ·  H: keys</source>
        <translation>Mittlere Taste ziehen: drehen  ·  Umschalt: schieben  ·  Rad: Zoom  ·  O halten: Foto  ·  H: Tasten</translation>
    </message>
    <message>
        <source>Alt+left drag: orbit  ·  Alt+middle: pan  ·  Alt+right: zoom  ·  Hold O: photo  ·  H: keys</source>
        <translation>Alt+links ziehen: drehen  ·  Alt+Mitte: schieben  ·  Alt+rechts: Zoom  ·  O halten: Foto  ·  H: Tasten</translation>
    </message>
    <message>
        <source>Drag: orbit  ·  Shift+drag: pan  ·  Wheel: zoom  ·  Hold O: photo  ·  H: keys</source>
        <translation>Ziehen: drehen  ·  Umschalt+Ziehen: schieben  ·  Rad: Zoom  ·  O halten: Foto  ·  H: Tasten</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Open photo</source>
        <translation>Foto öffnen</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Effigy projects</source>
        <translation>Effigy-Projekte</translation>
    </message>
    <message>
        <source>Save project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Add a pose</source>
        <translation>Pose hinzufügen</translation>
    </message>
    <message>
        <source>Poses</source>
        <translation>Posen</translation>
    </message>
    <message>
        <source>Share the pose</source>
        <translation>Pose weitergeben</translation>
    </message>
    <message>
        <source>Import a recorded motion</source>
        <translation>Aufgezeichnete Bewegung importieren</translation>
    </message>
    <message>
        <source>Tables of Live Link Face</source>
        <translation>Tabellen von Live Link Face</translation>
    </message>
    <message>
        <source>Export the motion as a table</source>
        <translation>Bewegung als Tabelle exportieren</translation>
    </message>
    <message>
        <source>Choose a face</source>
        <translation>Gesicht auswählen</translation>
    </message>
    <message>
        <source>This photo shows several people. Whose head shall it be?</source>
        <translation>Dieses Foto zeigt mehrere Menschen. Wessen Kopf soll es sein?</translation>
    </message>
    <message>
        <source>Face %1</source>
        <translation>Gesicht %1</translation>
    </message>
    <message>
        <source>Replace file?</source>
        <translation>Datei ersetzen?</translation>
    </message>
    <message>
        <source>“%1” exists already. Replace it?</source>
        <translation>„%1“ gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Stop the jobs?</source>
        <translation>Aufträge beenden?</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are still running. What they have so far will be kept.</source>
        <translation>
            <numerusform>%n Auftrag läuft noch. Was bis jetzt fertig ist, bleibt erhalten.</numerusform>
            <numerusform>%n Aufträge laufen noch. Was bis jetzt fertig ist, bleibt erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation>Weiterarbeiten</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Beenden und schließen</translation>
    </message>
    <message>
        <source>Background colour</source>
        <translation>Hintergrundfarbe</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Nothing was written yet.</source>
        <translation>Noch wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>About Effigy</source>
        <translation>Über Effigy</translation>
    </message>
    <message>
        <source>One photo in, a living 3D head out. Everything runs on this computer; no photo leaves it.</source>
        <translation>Ein Foto hinein, ein lebendiger 3D-Kopf heraus. Alles läuft auf diesem Computer; kein Foto verlässt ihn.</translation>
    </message>
    <message>
        <source>Effigy is free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>Effigy ist freie Software unter der GNU General Public License, Version 3 oder später. Es kommt ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>The free head is built from CC0 data of the MakeHuman community. The sample photo is a work of the United States government.</source>
        <translation>Der freie Kopf ist aus CC0-Daten der MakeHuman-Gemeinschaft gebaut. Das Beispielfoto ist ein Werk der Regierung der Vereinigten Staaten.</translation>
    </message>
    <message>
        <source>Add photos of the same person</source>
        <translation>Fotos derselben Person hinzufügen</translation>
    </message>
    <message>
        <source>Motion from a video</source>
        <translation>Bewegung aus einem Video</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>Tonspur</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Tondateien</translation>
    </message>
    <message>
        <source>Colour table</source>
        <translation>Farbtabelle</translation>
    </message>
    <message>
        <source>Colour tables</source>
        <translation>Farbtabellen</translation>
    </message>
    <message>
        <source>Write the grade as a colour table</source>
        <translation>Farbkorrektur als Farbtabelle schreiben</translation>
    </message>
    <message>
        <source>Clip from a file</source>
        <translation>Clip aus einer Datei</translation>
    </message>
    <message>
        <source>Clips of motion</source>
        <translation>Bewegungsclips</translation>
    </message>
    <message>
        <source>Save the clip</source>
        <translation>Clip speichern</translation>
    </message>
</context>
<context>
    <name>Workspaces</name>
    <message>
        <source>Fit</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>Correct how the head was found in the photo</source>
        <translation>Korrigieren, wie der Kopf im Foto gefunden wurde</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Formen</translation>
    </message>
    <message>
        <source>Shape the face, control by control</source>
        <translation>Das Gesicht Regler für Regler formen</translation>
    </message>
    <message>
        <source>Animate</source>
        <translation>Animieren</translation>
    </message>
    <message>
        <source>Expressions, gaze and movement</source>
        <translation>Ausdrücke, Blick und Bewegung</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>Turn the avatar into a painting, a comic, a figure of clay</source>
        <translation>Den Avatar in Gemälde, Comic oder Tonfigur verwandeln</translation>
    </message>
    <message>
        <source>Render</source>
        <translation>Rendern</translation>
    </message>
    <message>
        <source>Take pictures, films and meshes away</source>
        <translation>Bilder, Filme und Meshes mitnehmen</translation>
    </message>
</context>
<context>
    <name>effigy::ui::CheatSheet</name>
    <message>
        <source>Keys of the viewport</source>
        <translation>Tasten des Viewports</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ClipBar</name>
    <message>
        <source>Clip</source>
        <translation>Clip</translation>
    </message>
    <message>
        <source>Name of the clip</source>
        <translation>Name des Clips</translation>
    </message>
    <message>
        <source>How the clip acts</source>
        <translation>Wie der Clip wirkt</translation>
    </message>
    <message>
        <source>Replaces: leads what lies beneath to its own values. Adds: moves what lies beneath on.</source>
        <translation>Ersetzt: führt, was darunter liegt, zu den eigenen Werten. Addiert: bewegt weiter, was darunter liegt.</translation>
    </message>
    <message>
        <source>Replaces</source>
        <translation>Ersetzt</translation>
    </message>
    <message>
        <source>Adds</source>
        <translation>Addiert</translation>
    </message>
    <message>
        <source>Mute the clip</source>
        <translation>Clip stummschalten</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Bei</translation>
    </message>
    <message>
        <source>Where the clip begins on the timeline</source>
        <translation>Wo der Clip auf der Zeitleiste beginnt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>What of the motion is played: its beginning</source>
        <translation>Was von der Bewegung gespielt wird: ihr Anfang</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>What of the motion is played: its end</source>
        <translation>Was von der Bewegung gespielt wird: ihr Ende</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>How fast the motion is played</source>
        <translation>Wie schnell die Bewegung gespielt wird</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Durchläufe</translation>
    </message>
    <message>
        <source>How often the motion is played</source>
        <translation>Wie oft die Bewegung gespielt wird</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>How strongly the clip acts</source>
        <translation>Wie stark der Clip wirkt</translation>
    </message>
    <message>
        <source>Fade in</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>Seconds in which the clip sets in</source>
        <translation>Sekunden, in denen der Clip einsetzt</translation>
    </message>
    <message>
        <source>Fade out</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Seconds in which the clip fades away</source>
        <translation>Sekunden, in denen der Clip ausklingt</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ClipLane</name>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Clips of motion. Up and Down choose, Alt+Left and Alt+Right move the chosen one by frames, Delete removes it.</source>
        <translation>Bewegungsclips. Auf und Ab wählen, Alt+Links und Alt+Rechts verschieben den gewählten um Bilder, Entf entfernt ihn.</translation>
    </message>
    <message>
        <source>Drag a clip to move it, its ends to trim it; with Alt the right end stretches it, with Ctrl it repeats it</source>
        <translation>Ziehen verschiebt einen Clip, Ziehen an den Enden beschneidet ihn; mit Alt dehnt ihn das rechte Ende, mit Strg wiederholt es ihn</translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n Clip</numerusform>
            <numerusform>%n Clips</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, from %2 to %3 s</source>
        <translation>%1, von %2 bis %3 s</translation>
    </message>
</context>
<context>
    <name>effigy::ui::CommandPalette</name>
    <message>
        <source>Search every command</source>
        <translation>Jeden Befehl suchen</translation>
    </message>
    <message>
        <source>Type a command, a control or an expression</source>
        <translation>Einen Befehl, einen Regler oder einen Ausdruck eintippen</translation>
    </message>
    <message>
        <source>Commands that match</source>
        <translation>Passende Befehle</translation>
    </message>
    <message>
        <source>Nothing is called like that</source>
        <translation>So heißt nichts</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ControlGroup</name>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n geändert</numerusform>
            <numerusform>%n geändert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::ControlPanel</name>
    <message>
        <source>Search controls</source>
        <translation>Regler suchen</translation>
    </message>
    <message numerus="yes">
        <source>Search %n controls</source>
        <translation>
            <numerusform>%n Regler durchsuchen</numerusform>
            <numerusform>%n Regler durchsuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>Only changed controls</source>
        <translation>Nur geänderte Regler</translation>
    </message>
    <message>
        <source>Only favourites</source>
        <translation>Nur Favoriten</translation>
    </message>
    <message>
        <source>Both sides of the face move together</source>
        <translation>Beide Gesichtshälften bewegen sich zusammen</translation>
    </message>
    <message>
        <source>Random values for what is shown and not locked</source>
        <translation>Zufallswerte für alles, was gezeigt und nicht gesperrt ist</translation>
    </message>
    <message>
        <source>A little</source>
        <translation>Ein wenig</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>Halb</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>Beliebig</translation>
    </message>
    <message>
        <source>Influence of regions</source>
        <translation>Einfluss der Regionen</translation>
    </message>
    <message>
        <source>No favourites here; the menu of a control makes it one</source>
        <translation>Hier gibt es keine Favoriten; das Menü eines Reglers macht ihn dazu</translation>
    </message>
    <message>
        <source>Nothing is changed</source>
        <translation>Nichts ist geändert</translation>
    </message>
    <message>
        <source>No control matches “%1”</source>
        <translation>Kein Regler passt zu „%1“</translation>
    </message>
</context>
<context>
    <name>effigy::ui::CurveEditor</name>
    <message>
        <source>Curve editor</source>
        <translation>Kurveneditor</translation>
    </message>
    <message>
        <source>Curves of the shown tracks. Left and Right go by frames, with Ctrl by keys; Home fits.</source>
        <translation>Kurven der gezeigten Spuren. Links und Rechts gehen Bild für Bild, mit Strg von Keyframe zu Keyframe; Pos1 zeigt alles.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::CurveField</name>
    <message>
        <source>Tone curve</source>
        <translation>Tonwertkurve</translation>
    </message>
    <message>
        <source>Page Up and Down choose a point, arrows move it, Insert adds one, Delete removes it, Home straightens the curve.</source>
        <translation>Bild auf und Bild ab wählen einen Punkt, die Pfeiltasten bewegen ihn, Einfg fügt einen hinzu, Entf entfernt ihn, Pos1 richtet die Kurve gerade.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Tone curve&lt;/b&gt;&lt;br&gt;Click to add a point, drag it, remove it with the right button or Delete. Page Up and Down choose a point, arrows move it, Insert adds one, Home straightens the curve.</source>
        <translation>&lt;b&gt;Tonwertkurve&lt;/b&gt;&lt;br&gt;Ein Klick fügt einen Punkt hinzu, ziehen Sie ihn, entfernen Sie ihn mit der rechten Taste oder Entf. Bild auf und Bild ab wählen einen Punkt, die Pfeiltasten bewegen ihn, Einfg fügt einen hinzu, Pos1 richtet die Kurve gerade.</translation>
    </message>
    <message>
        <source>Point %1 of %2: %3 becomes %4</source>
        <translation>Punkt %1 von %2: %3 wird %4</translation>
    </message>
</context>
<context>
    <name>effigy::ui::DocumentCommands</name>
    <message>
        <source>A copy was saved as %1</source>
        <translation>Eine Kopie wurde als %1 gespeichert</translation>
    </message>
    <message>
        <source>Exported %1</source>
        <translation>%1 exportiert</translation>
    </message>
    <message>
        <source>Open the project %1</source>
        <translation>Das Projekt %1 öffnen</translation>
    </message>
    <message>
        <source>Make a head of %1</source>
        <translation>Aus %1 einen Kopf machen</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>Every change is saved as you make it</source>
        <translation>Jede Änderung wird sofort gespeichert</translation>
    </message>
    <message>
        <source>Everything is saved. The project can get another name once the avatar is tuned.</source>
        <translation>Alles ist gespeichert. Einen anderen Namen kann das Projekt bekommen, sobald der Avatar abgestimmt ist.</translation>
    </message>
    <message>
        <source>Take the motion of %1</source>
        <translation>Die Bewegung von %1 übernehmen</translation>
    </message>
    <message>
        <source>Open a project first: its avatar gets the motion of the video</source>
        <translation>Öffnen Sie zuerst ein Projekt: Sein Avatar bekommt die Bewegung des Videos</translation>
    </message>
    <message>
        <source>Everything is saved. The project can get another name once the video has been followed.</source>
        <translation>Alles ist gespeichert. Das Projekt kann umbenannt werden, sobald das Video verfolgt ist.</translation>
    </message>
    <message>
        <source>Put the sound %1 on the timeline</source>
        <translation>Den Ton %1 auf die Zeitleiste legen</translation>
    </message>
    <message>
        <source>Making up head %1…</source>
        <translation>Kopf %1 wird erfunden …</translation>
    </message>
    <message>
        <source>%1 is the photo that the project has; only its place was noted</source>
        <translation>%1 ist das Foto, das das Projekt hat; nur sein Ort wurde vermerkt</translation>
    </message>
    <message>
        <source>The photo can be replaced once the avatar is tuned, or tuning is cancelled</source>
        <translation>Das Foto kann ersetzt werden, sobald der Avatar abgestimmt oder das Abstimmen abgebrochen ist</translation>
    </message>
    <message>
        <source>Add %1 to the model library</source>
        <translation>%1 der Modellbibliothek hinzufügen</translation>
    </message>
</context>
<context>
    <name>effigy::ui::DopeSheet</name>
    <message>
        <source>Dope sheet</source>
        <translation>Dope Sheet</translation>
    </message>
    <message>
        <source>Keys of all tracks. Left and Right go by frames, with Ctrl by keys.</source>
        <translation>Keyframes aller Spuren. Links und Rechts gehen Bild für Bild, mit Strg von Keyframe zu Keyframe.</translation>
    </message>
    <message>
        <source>No keys yet. Press K over a slider, or turn on automatic keys, to animate a control.</source>
        <translation>Noch keine Keyframes. Drücken Sie K über einem Regler, oder schalten Sie automatische Keyframes ein.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ExportForm</name>
    <message>
        <source>PNG, with transparency</source>
        <translation>PNG, mit Transparenz</translation>
    </message>
    <message>
        <source>MP4, H.264</source>
        <translation>MP4, H.264</translation>
    </message>
    <message>
        <source>WebM, VP9 with transparency</source>
        <translation>WebM, VP9 mit Transparenz</translation>
    </message>
    <message>
        <source>Animated GIF</source>
        <translation>Animiertes GIF</translation>
    </message>
    <message>
        <source>GLB: 52 morphs, skeleton, texture</source>
        <translation>GLB: 52 Morphs, Skelett, Textur</translation>
    </message>
    <message>
        <source>OBJ: the head as it is now, textured</source>
        <translation>OBJ: der Kopf von jetzt, mit Textur</translation>
    </message>
    <message>
        <source>PLY: points and triangles</source>
        <translation>PLY: Punkte und Dreiecke</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>As in the viewport</source>
        <translation>Wie im Viewport</translation>
    </message>
    <message>
        <source>As in the photo</source>
        <translation>Wie im Foto</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> Pixel</translation>
    </message>
    <message>
        <source> frames per second</source>
        <translation> Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>Browse for a file</source>
        <translation>Nach einer Datei suchen</translation>
    </message>
    <message>
        <source>Export image</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>Export mesh</source>
        <translation>Mesh exportieren</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Once around the head</source>
        <translation>Einmal um den Kopf</translation>
    </message>
    <message>
        <source>Range of the timeline</source>
        <translation>Bereich der Zeitleiste</translation>
    </message>
    <message>
        <source>With sound</source>
        <translation>Mit Ton</translation>
    </message>
    <message>
        <source>The sound of the timeline; only MP4 films have it</source>
        <translation>Der Ton der Zeitleiste; nur MP4-Filme haben ihn</translation>
    </message>
    <message>
        <source>Export video</source>
        <translation>Video exportieren</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>Durchsichtig</translation>
    </message>
    <message>
        <source>Dark grey</source>
        <translation>Dunkelgrau</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ExportPanel</name>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>Mesh</translation>
    </message>
</context>
<context>
    <name>effigy::ui::FirstRunGuide</name>
    <message>
        <source>Welcome to Effigy</source>
        <translation>Willkommen bei Effigy</translation>
    </message>
    <message>
        <source>Skip all</source>
        <translation>Alles überspringen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Which language?</source>
        <translation>Welche Sprache?</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>How do you like to navigate?</source>
        <translation>Wie möchten Sie navigieren?</translation>
    </message>
    <message>
        <source>What the mouse does in the viewport. You can change it in View, Mouse habits.</source>
        <translation>Was die Maus im Viewport tut. Ändern können Sie es unter Ansicht, Mausgewohnheiten.</translation>
    </message>
    <message>
        <source>Simple: dragging turns the head</source>
        <translation>Einfach: Ziehen dreht den Kopf</translation>
    </message>
    <message>
        <source>As in Blender: the middle button</source>
        <translation>Wie in Blender: die mittlere Taste</translation>
    </message>
    <message>
        <source>As in Maya: Alt and a button</source>
        <translation>Wie in Maya: Alt und eine Taste</translation>
    </message>
    <message>
        <source>Light or dark?</source>
        <translation>Hell oder dunkel?</translation>
    </message>
    <message>
        <source>Greys without any tint, so that skin tones stay what they are. You can change it in Window, Theme.</source>
        <translation>Grau ohne jeden Farbstich, damit Hauttöne bleiben, was sie sind. Ändern können Sie es unter Fenster, Design.</translation>
    </message>
    <message>
        <source>Dark, for most work</source>
        <translation>Dunkel, für die meiste Arbeit</translation>
    </message>
    <message>
        <source>Light, for bright rooms</source>
        <translation>Hell, für helle Räume</translation>
    </message>
    <message>
        <source>High contrast, with bold lines</source>
        <translation>Hoher Kontrast, mit kräftigen Linien</translation>
    </message>
    <message>
        <source>How fast is this computer?</source>
        <translation>Wie schnell ist dieser Computer?</translation>
    </message>
    <message>
        <source>Effigy makes one picture of a head with the generator and takes the time. A few seconds.</source>
        <translation>Effigy macht mit dem Generator ein Bild eines Kopfes und misst die Zeit. Ein paar Sekunden.</translation>
    </message>
    <message>
        <source>Test this computer</source>
        <translation>Diesen Computer testen</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n Thread</numerusform>
            <numerusform>CPU, %n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture that the test made</source>
        <translation>Bild, das der Test gemacht hat</translation>
    </message>
    <message>
        <source>Everything is on board</source>
        <translation>Alles ist an Bord</translation>
    </message>
    <message>
        <source>Effigy brings a head model and a generator of its own. It works offline, and no photo leaves this computer. Official Next3D, DECA and FLAME files can be added where you have them and their licences allow it.</source>
        <translation>Effigy bringt einen eigenen Kopf und einen eigenen Generator mit. Es arbeitet offline, und kein Foto verlässt diesen Computer. Offizielle Dateien von Next3D, DECA und FLAME lassen sich hinzufügen, wo Sie sie haben und ihre Lizenzen es erlauben.</translation>
    </message>
    <message>
        <source>Model library…</source>
        <translation>Modellbibliothek …</translation>
    </message>
    <message>
        <source>Your first head</source>
        <translation>Ihr erster Kopf</translation>
    </message>
    <message>
        <source>A sharp, evenly lit portrait with the whole face visible works best. The head stands after a few seconds; the avatar is tuned while you look around.</source>
        <translation>Am besten gelingt es mit einem scharfen, gleichmäßig beleuchteten Porträt, das das ganze Gesicht zeigt. Der Kopf steht nach wenigen Sekunden; der Avatar wird abgestimmt, während Sie sich umsehen.</translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation>Foto öffnen …</translation>
    </message>
    <message>
        <source>Try the sample photo</source>
        <translation>Beispielfoto ausprobieren</translation>
    </message>
    <message>
        <source>Making a picture…</source>
        <translation>Bild wird gemacht …</translation>
    </message>
    <message>
        <source>That is quick: dragging shows previews, and the full picture follows at once.</source>
        <translation>Das ist schnell: Beim Ziehen erscheinen Vorschauen, das ganze Bild folgt sofort.</translation>
    </message>
    <message>
        <source>That is enough: previews while you drag, the full picture when your hand rests.</source>
        <translation>Das genügt: Vorschauen beim Ziehen, das ganze Bild, wenn die Hand ruht.</translation>
    </message>
    <message>
        <source>That is slow. Work on the textured mesh, and let the avatar be tuned meanwhile.</source>
        <translation>Das ist langsam. Arbeiten Sie am texturierten Mesh, und lassen Sie den Avatar inzwischen abstimmen.</translation>
    </message>
    <message>
        <source>Done in %1 s, starting included. %2</source>
        <translation>Fertig in %1 s, mit Start. %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The whole studio changes at once. You can change it in Edit, Preferences.</source>
        <translation>Das ganze Studio wechselt sofort. Ändern können Sie es unter Bearbeiten, Einstellungen.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::FitCanvas</name>
    <message>
        <source>Photo with landmarks</source>
        <translation>Foto mit Landmarken</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>Put back where it was found</source>
        <translation>Dorthin zurück, wo sie gefunden wurde</translation>
    </message>
    <message>
        <source>Landmark %1: %2 % of the eyes&apos; distance off. Drag to move, Delete to take away.</source>
        <translation>Landmarke %1: %2 % des Augenabstands daneben. Ziehen bewegt, Entf nimmt weg.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::FitPanel</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>The landmark does not count any more (Delete)</source>
        <translation>Die Landmarke zählt nicht mehr (Entf)</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurücklegen</translation>
    </message>
    <message>
        <source>Back to where it was found (Backspace)</source>
        <translation>Dorthin zurück, wo sie gefunden wurde (Rücktaste)</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Do on the other side what was done on one</source>
        <translation>Auf der anderen Seite tun, was auf der einen getan wurde</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Every landmark back to where it was found</source>
        <translation>Alle Landmarken dorthin zurück, wo sie gefunden wurden</translation>
    </message>
    <message>
        <source>Solve</source>
        <translation>Bestimmen</translation>
    </message>
    <message>
        <source>Let the fit find the angle of view</source>
        <translation>Den Bildwinkel von der Anpassung finden lassen</translation>
    </message>
    <message>
        <source>Fit again</source>
        <translation>Neu anpassen</translation>
    </message>
    <message>
        <source>Make the head, its textures and its camera anew from these landmarks</source>
        <translation>Kopf, Texturen und Kamera aus diesen Landmarken neu machen</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>Landmarken</translation>
    </message>
    <message>
        <source>Camera and shape</source>
        <translation>Kamera und Form</translation>
    </message>
    <message>
        <source>What the fit is worth</source>
        <translation>Was die Anpassung taugt</translation>
    </message>
    <message>
        <source>Show the fitted head</source>
        <translation>Angepassten Kopf zeigen</translation>
    </message>
    <message>
        <source>Show how far landmarks are off</source>
        <translation>Abstand der Landmarken zeigen</translation>
    </message>
    <message>
        <source>Angle of view</source>
        <translation>Bildwinkel</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>Which face</source>
        <translation>Welches Gesicht</translation>
    </message>
    <message>
        <source>How sure each region is</source>
        <translation>Wie sicher jede Region ist</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>Face %1 of %2</source>
        <translation>Gesicht %1 von %2</translation>
    </message>
    <message>
        <source>landmarks off by %1 of the eyes&apos; distance</source>
        <translation>Landmarken um %1 des Augenabstands daneben</translation>
    </message>
    <message>
        <source>skin off by %1 of its brightness</source>
        <translation>Haut um %1 ihrer Helligkeit daneben</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Drag landmarks to where they belong. Left and Right go from one to the next.</source>
        <translation>Ziehen Sie Landmarken dorthin, wohin sie gehören. Links und Rechts gehen von einer zur nächsten.</translation>
    </message>
    <message>
        <source>Landmark %1 does not count.</source>
        <translation>Landmarke %1 zählt nicht.</translation>
    </message>
    <message>
        <source>Landmark %1: %2 of the eyes&apos; distance off.</source>
        <translation>Landmarke %1: %2 des Augenabstands daneben.</translation>
    </message>
    <message>
        <source>Landmarks are off by %1 of the eyes&apos; distance. Fitted in %2 ms.</source>
        <translation>Die Landmarken liegen um %1 des Augenabstands daneben. Angepasst in %2 ms.</translation>
    </message>
    <message>
        <source>Forehead</source>
        <translation>Stirn</translation>
    </message>
    <message>
        <source>Left brow</source>
        <translation>Linke Braue</translation>
    </message>
    <message>
        <source>Right brow</source>
        <translation>Rechte Braue</translation>
    </message>
    <message>
        <source>Left eye</source>
        <translation>Linkes Auge</translation>
    </message>
    <message>
        <source>Right eye</source>
        <translation>Rechtes Auge</translation>
    </message>
    <message>
        <source>Nose</source>
        <translation>Nase</translation>
    </message>
    <message>
        <source>Left cheek</source>
        <translation>Linke Wange</translation>
    </message>
    <message>
        <source>Right cheek</source>
        <translation>Rechte Wange</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>Mund</translation>
    </message>
    <message>
        <source>Chin</source>
        <translation>Kinn</translation>
    </message>
    <message>
        <source>The face is small (%1 pixels across): the texture will be soft.</source>
        <translation>Das Gesicht ist klein (%1 Pixel breit): Die Textur wird weich.</translation>
    </message>
    <message>
        <source>The face is blurred: form and texture will be soft.</source>
        <translation>Das Gesicht ist unscharf: Form und Textur werden weich.</translation>
    </message>
    <message>
        <source>The face is dark: its colours are unsure.</source>
        <translation>Das Gesicht ist dunkel: Seine Farben sind unsicher.</translation>
    </message>
    <message>
        <source>Part of the face lies beyond the photo&apos;s edge and is guessed.</source>
        <translation>Ein Teil des Gesichts liegt jenseits des Bildrands und ist geraten.</translation>
    </message>
    <message>
        <source>The head is turned by %1 degrees: the far side is completed from the near one.</source>
        <translation>Der Kopf ist um %1 Grad gedreht: Die ferne Seite ist aus der nahen ergänzt.</translation>
    </message>
    <message>
        <source>The head looks up or down by %1 degrees: its height is unsure.</source>
        <translation>Der Kopf blickt um %1 Grad nach oben oder unten: Seine Höhe ist unsicher.</translation>
    </message>
    <message>
        <source>The mouth is open: a neutral face gives a better rest pose.</source>
        <translation>Der Mund ist offen: Ein neutrales Gesicht gibt eine bessere Ruhepose.</translation>
    </message>
    <message>
        <source>The eyes are closed: their colour and gaze are guessed.</source>
        <translation>Die Augen sind geschlossen: Ihre Farbe und ihr Blick sind geraten.</translation>
    </message>
    <message>
        <source>The head does not reach all landmarks: check them, and move those that are wrong.</source>
        <translation>Der Kopf erreicht nicht alle Landmarken: Prüfen Sie sie, und bewegen Sie falsche.</translation>
    </message>
    <message>
        <source>The photo does not tell its angle of view: the distance was assumed.</source>
        <translation>Das Foto verrät seinen Bildwinkel nicht: Der Abstand wurde angenommen.</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>Fotos hinzufügen…</translation>
    </message>
    <message>
        <source>More photos of the same person tell more of the shape; the head is fitted again</source>
        <translation>Weitere Fotos derselben Person sagen mehr über die Form; der Kopf wird neu angepasst</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Fit again without the chosen photo</source>
        <translation>Ohne das gewählte Foto neu anpassen</translation>
    </message>
    <message>
        <source>Further photos of the person</source>
        <translation>Weitere Fotos der Person</translation>
    </message>
    <message>
        <source>Show it in clay</source>
        <translation>In Ton zeigen</translation>
    </message>
    <message>
        <source>Fine detail</source>
        <translation>Feine Details</translation>
    </message>
    <message>
        <source>Folds and wrinkles that the last whole fit found</source>
        <translation>Falten, die die letzte vollständige Anpassung gefunden hat</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Ersetzen…</translation>
    </message>
    <message>
        <source>A retouched picture of the photo, or one in higher resolution, in its place</source>
        <translation>Ein retuschiertes Bild des Fotos oder eines in höherer Auflösung an seiner Stelle</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Where the photo was read from is not known; the project keeps it</source>
        <translation>Woher das Foto gelesen wurde, ist nicht bekannt; das Projekt bewahrt es auf</translation>
    </message>
    <message>
        <source>Read from %1; the project keeps it</source>
        <translation>Gelesen aus %1; das Projekt bewahrt es auf</translation>
    </message>
    <message>
        <source>Start from DECA</source>
        <translation>Mit DECA beginnen</translation>
    </message>
</context>
<context>
    <name>effigy::ui::GazeField</name>
    <message>
        <source>Gaze target</source>
        <translation>Blickziel</translation>
    </message>
    <message>
        <source>Arrow keys move the target, Delete centres it.</source>
        <translation>Pfeiltasten bewegen das Ziel, Entf stellt es in die Mitte.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Gaze target&lt;/b&gt;&lt;br&gt;Drag it to where the eyes shall look. Arrow keys move it, double-click looks straight ahead.</source>
        <translation>&lt;b&gt;Blickziel&lt;/b&gt;&lt;br&gt;Ziehen Sie es dorthin, wohin die Augen blicken sollen. Pfeiltasten bewegen es, Doppelklick blickt geradeaus.</translation>
    </message>
    <message>
        <source>%1 % to the side, %2 % up</source>
        <translation>%1 % zur Seite, %2 % nach oben</translation>
    </message>
</context>
<context>
    <name>effigy::ui::GazePad</name>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
</context>
<context>
    <name>effigy::ui::GradePanel</name>
    <message>
        <source>RGB</source>
        <translation>RGB</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Curve of all channels</source>
        <translation>Kurve aller Kanäle</translation>
    </message>
    <message>
        <source>Curve of red</source>
        <translation>Kurve von Rot</translation>
    </message>
    <message>
        <source>Curve of green</source>
        <translation>Kurve von Grün</translation>
    </message>
    <message>
        <source>Curve of blue</source>
        <translation>Kurve von Blau</translation>
    </message>
    <message>
        <source>Colour table…</source>
        <translation>Farbtabelle…</translation>
    </message>
    <message>
        <source>&lt;b&gt;Colour table&lt;/b&gt;&lt;br&gt;Lays a .cube file of one or three dimensions on the picture, after everything else. It goes into the project.</source>
        <translation>&lt;b&gt;Farbtabelle&lt;/b&gt;&lt;br&gt;Legt eine .cube-Datei mit einer oder drei Dimensionen auf das Bild, nach allem anderen. Sie kommt in das Projekt.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the colour table</source>
        <translation>Farbtabelle entfernen</translation>
    </message>
    <message>
        <source>Write as .cube…</source>
        <translation>Als .cube schreiben…</translation>
    </message>
    <message>
        <source>&lt;b&gt;Write as .cube&lt;/b&gt;&lt;br&gt;Colour grade, curves and colour table as one table for other programs.</source>
        <translation>&lt;b&gt;Als .cube schreiben&lt;/b&gt;&lt;br&gt;Farbkorrektur, Kurven und Farbtabelle als eine Tabelle für andere Programme.</translation>
    </message>
    <message>
        <source>No colour table</source>
        <translation>Keine Farbtabelle</translation>
    </message>
    <message>
        <source>Colour table: %1</source>
        <translation>Farbtabelle: %1</translation>
    </message>
</context>
<context>
    <name>effigy::ui::GradePilot</name>
    <message>
        <source>%1 is laid on the picture</source>
        <translation>%1 liegt auf dem Bild</translation>
    </message>
    <message>
        <source>%1 is written</source>
        <translation>%1 ist geschrieben</translation>
    </message>
</context>
<context>
    <name>effigy::ui::HistoryPanel</name>
    <message>
        <source>History of edits</source>
        <translation>Verlauf der Änderungen</translation>
    </message>
    <message>
        <source>As in the photo</source>
        <translation>Wie im Foto</translation>
    </message>
</context>
<context>
    <name>effigy::ui::JobCard</name>
    <message>
        <source>Reading the photo</source>
        <translation>Foto wird gelesen</translation>
    </message>
    <message>
        <source>Finding the face</source>
        <translation>Gesicht wird gesucht</translation>
    </message>
    <message>
        <source>Finding the pose</source>
        <translation>Pose wird bestimmt</translation>
    </message>
    <message>
        <source>Fitting the shape</source>
        <translation>Form wird angepasst</translation>
    </message>
    <message>
        <source>Measuring the light</source>
        <translation>Licht wird gemessen</translation>
    </message>
    <message>
        <source>Painting the texture</source>
        <translation>Textur wird gemalt</translation>
    </message>
    <message>
        <source>Cutting out the head</source>
        <translation>Kopf wird freigestellt</translation>
    </message>
    <message>
        <source>Finding the likeness</source>
        <translation>Ähnlichkeit wird gesucht</translation>
    </message>
    <message>
        <source>Painting other views</source>
        <translation>Andere Ansichten werden gemalt</translation>
    </message>
    <message>
        <source>Tuning the avatar</source>
        <translation>Avatar wird abgestimmt</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>Wird gerendert</translation>
    </message>
    <message>
        <source>Learning the look</source>
        <translation>Look wird gelernt</translation>
    </message>
    <message>
        <source>Writing the film</source>
        <translation>Film wird geschrieben</translation>
    </message>
    <message>
        <source>PSNR %1 dB</source>
        <translation>PSNR %1 dB</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Latest picture of this job</source>
        <translation>Neuestes Bild dieses Auftrags</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Log…</source>
        <translation>Protokoll …</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Details …</translation>
    </message>
    <message>
        <source>Show result</source>
        <translation>Ergebnis zeigen</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>Wartet, bis er an der Reihe ist</translation>
    </message>
    <message>
        <source>Done in %1</source>
        <translation>Fertig in %1</translation>
    </message>
    <message>
        <source>Cancelled; what was finished until then is kept</source>
        <translation>Abgebrochen; was bis dahin fertig war, bleibt erhalten</translation>
    </message>
    <message>
        <source>The studio ended in the middle of this. It can go on.</source>
        <translation>Das Studio endete mittendrin. Es kann weitergehen.</translation>
    </message>
    <message>
        <source>Saving the last good state…</source>
        <translation>Der letzte gute Stand wird gesichert …</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1, %2 von %3</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet …</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Watching the video</source>
        <translation>Video ansehen</translation>
    </message>
    <message>
        <source>Finding the motion</source>
        <translation>Bewegung bestimmen</translation>
    </message>
    <message>
        <source>Making somebody up</source>
        <translation>Jemand wird erfunden</translation>
    </message>
    <message>
        <source>Writing the avatar</source>
        <translation>Avatar wird geschrieben</translation>
    </message>
</context>
<context>
    <name>effigy::ui::JobsPanel</name>
    <message>
        <source>No jobs. Reconstruction, tuning and exports appear here.</source>
        <translation>Keine Aufträge. Rekonstruktion, Abstimmung und Exporte erscheinen hier.</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>Beendete entfernen</translation>
    </message>
</context>
<context>
    <name>effigy::ui::LookGallery</name>
    <message>
        <source>Show the avatar without its look</source>
        <translation>Den Avatar ohne seinen Look zeigen</translation>
    </message>
    <message>
        <source>&lt;b&gt;Bypass&lt;/b&gt;&lt;br&gt;Shows the avatar without its look, to compare. Pictures and films keep it.</source>
        <translation>&lt;b&gt;Umgehen&lt;/b&gt;&lt;br&gt;Zeigt den Avatar zum Vergleich ohne seinen Look. Bilder und Filme behalten ihn.</translation>
    </message>
    <message>
        <source>Look %1</source>
        <translation>Look %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&lt;br&gt;A click gives the avatar this look; drag to the right to blend it in; the menu lays it on the present one.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;&lt;br&gt;Ein Klick gibt dem Avatar diesen Look; nach rechts ziehen blendet ihn ein; das Menü legt ihn auf den jetzigen.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Lay it on the present look</source>
        <translation>Auf den jetzigen Look legen</translation>
    </message>
    <message>
        <source>Teach the avatar this look</source>
        <translation>Dem Avatar diesen Look beibringen</translation>
    </message>
    <message>
        <source>Name of a new look</source>
        <translation>Name eines neuen Looks</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>&lt;b&gt;Save the present look&lt;/b&gt;&lt;br&gt;Give it a name; it is there for every project then.</source>
        <translation>&lt;b&gt;Den jetzigen Look speichern&lt;/b&gt;&lt;br&gt;Geben Sie ihm einen Namen; dann ist er in jedem Projekt da.</translation>
    </message>
    <message>
        <source>Save the present look</source>
        <translation>Den jetzigen Look speichern</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>effigy::ui::LookPilot</name>
    <message>
        <source>Look “%1” is saved</source>
        <translation>Der Look „%1“ ist gespeichert</translation>
    </message>
    <message>
        <source>The look is removed</source>
        <translation>Der Look ist entfernt</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ManualWindow</name>
    <message>
        <source>Manual</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>Handbuch durchsuchen</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>Zurück zur vorigen Seite</translation>
    </message>
    <message>
        <source>To the next page again</source>
        <translation>Wieder zur nächsten Seite</translation>
    </message>
</context>
<context>
    <name>effigy::ui::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Details …</translation>
    </message>
    <message>
        <source>Details of the message</source>
        <translation>Details der Meldung</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>effigy::ui::MetricPlot</name>
    <message>
        <source>Curve of the quality so far</source>
        <translation>Kurve der bisherigen Qualität</translation>
    </message>
    <message>
        <source>PSNR, dB</source>
        <translation>PSNR, dB</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ModelLibraryDialog</name>
    <message>
        <source>Effigy generator</source>
        <translation>Effigy-Generator</translation>
    </message>
    <message>
        <source>Next3D, as published</source>
        <translation>Next3D, wie veröffentlicht</translation>
    </message>
    <message>
        <source>EG3D, as published</source>
        <translation>EG3D, wie veröffentlicht</translation>
    </message>
    <message>
        <source>StyleGAN2, as published</source>
        <translation>StyleGAN2, wie veröffentlicht</translation>
    </message>
    <message>
        <source>Discriminator</source>
        <translation>Diskriminator</translation>
    </message>
    <message>
        <source>Unknown network</source>
        <translation>Unbekanntes Netz</translation>
    </message>
    <message>
        <source>Avatars from photos</source>
        <translation>Avatare aus Fotos</translation>
    </message>
    <message>
        <source>Heads from seeds and driven heads, on the command line: effigy generate, effigy reenact</source>
        <translation>Köpfe aus Seeds und gesteuerte Köpfe, auf der Kommandozeile: effigy generate, effigy reenact</translation>
    </message>
    <message>
        <source>Heads from seeds, without expressions, on the command line: effigy generate</source>
        <translation>Köpfe aus Seeds, ohne Ausdrücke, auf der Kommandozeile: effigy generate</translation>
    </message>
    <message>
        <source>None yet: Effigy cannot render it</source>
        <translation>Noch nichts: Effigy kann es nicht rendern</translation>
    </message>
    <message>
        <source>%1 × %1 pixels, %2 planes of %3 × %3</source>
        <translation>%1 × %1 Pixel, %2 Ebenen mit %3 × %3</translation>
    </message>
    <message>
        <source>Installed models</source>
        <translation>Installierte Modelle</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Model library</source>
        <translation>Modellbibliothek</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Makes</source>
        <translation>Macht</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Use for new avatars</source>
        <translation>Für neue Avatare verwenden</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Check the selected model</source>
        <translation>Gewähltes Modell prüfen</translation>
    </message>
    <message>
        <source>Compare the file with its fingerprint</source>
        <translation>Die Datei mit ihrem Fingerabdruck vergleichen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the selected model</source>
        <translation>Gewähltes Modell entfernen</translation>
    </message>
    <message>
        <source>Remove the model from the library; the file that it was added from stays</source>
        <translation>Das Modell aus der Bibliothek entfernen; die Datei, aus der es kam, bleibt</translation>
    </message>
    <message>
        <source>Add from file…</source>
        <translation>Aus Datei hinzufügen …</translation>
    </message>
    <message>
        <source>Add a model from a file</source>
        <translation>Ein Modell aus einer Datei hinzufügen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop what is running</source>
        <translation>Anhalten, was gerade läuft</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 (new avatars)</source>
        <translation>%1 (neue Avatare)</translation>
    </message>
    <message>
        <source>%1 is as it was when it was added.</source>
        <translation>%1 ist so, wie es hinzugefügt wurde.</translation>
    </message>
    <message>
        <source>The file of %1 is gone. Remove it, and add it again from its source.</source>
        <translation>Die Datei von %1 ist weg. Entfernen Sie es, und fügen Sie es aus seiner Quelle neu hinzu.</translation>
    </message>
    <message>
        <source>The file of %1 has changed. Remove it, and add it again from its source.</source>
        <translation>Die Datei von %1 hat sich geändert. Entfernen Sie es, und fügen Sie es aus seiner Quelle neu hinzu.</translation>
    </message>
    <message>
        <source>Ships with Effigy, under the same licence: GPL-3.0-or-later.</source>
        <translation>Gehört zu Effigy, unter derselben Lizenz: GPL-3.0-or-later.</translation>
    </message>
    <message>
        <source>For research, not for commercial use: trained with code under the NVIDIA Source Code License and with the FLAME head, whose licence excludes commercial use. The authors of Next3D state no licence for the weights.</source>
        <translation>Für die Forschung, nicht für kommerzielle Zwecke: trainiert mit Code unter der NVIDIA Source Code License und mit dem FLAME-Kopf, dessen Lizenz kommerzielle Nutzung ausschließt. Die Autoren von Next3D nennen für die Gewichte keine Lizenz.</translation>
    </message>
    <message>
        <source>Not for commercial use: code and weights are under the NVIDIA Source Code License.</source>
        <translation>Nicht für kommerzielle Zwecke: Code und Gewichte stehen unter der NVIDIA Source Code License.</translation>
    </message>
    <message>
        <source>For training only; the licence of the generator that it belongs to.</source>
        <translation>Nur zum Trainieren; die Lizenz des Generators, zu dem es gehört.</translation>
    </message>
    <message>
        <source>Up to whoever trained it; Effigy adds no condition.</source>
        <translation>Das bestimmt, wer es trainiert hat; Effigy fügt keine Bedingung hinzu.</translation>
    </message>
    <message>
        <source>Unknown: ask whoever you have it from.</source>
        <translation>Unbekannt: Fragen Sie, von wem Sie es haben.</translation>
    </message>
    <message>
        <source>Avatars from photos that were reconstructed on FLAME; heads from seeds, on the command line</source>
        <translation>Avatare aus Fotos, die auf FLAME rekonstruiert wurden; Köpfe aus Seeds, auf der Kommandozeile</translation>
    </message>
    <message>
        <source>Tune the avatar with this model</source>
        <translation>Den Avatar mit diesem Modell abstimmen</translation>
    </message>
    <message>
        <source>Tune the avatar of the open project; takes minutes, with a published generator on a CPU hours</source>
        <translation>Stimmt den Avatar des offenen Projekts ab; dauert Minuten, mit einem veröffentlichten Generator auf dem Prozessor Stunden</translation>
    </message>
    <message>
        <source>For research, not for commercial use: the licence of DECA excludes it, and so does that of the FLAME head, which its codes speak of.</source>
        <translation>Für die Forschung, nicht für gewerbliche Zwecke: Die Lizenz von DECA schließt sie aus, ebenso die des FLAME-Kopfs, von dem die Codes handeln.</translation>
    </message>
    <message>
        <source>DECA&apos;s networks</source>
        <translation>DECAs Netze</translation>
    </message>
    <message>
        <source>The start of fits on the free head, and their wrinkles: “Start from DECA”</source>
        <translation>Der Anfang von Anpassungen auf dem freien Kopf, und deren Falten: „Mit DECA beginnen“</translation>
    </message>
    <message>
        <source>The start of fits on FLAME, and their wrinkles: “Start from DECA”</source>
        <translation>Der Anfang von Anpassungen auf FLAME, und deren Falten: „Mit DECA beginnen“</translation>
    </message>
    <message>
        <source>%1 (fits)</source>
        <translation>%1 (Anpassungen)</translation>
    </message>
    <message>
        <source>Use for fits</source>
        <translation>Für Anpassungen verwenden</translation>
    </message>
    <message>
        <source>%1 (head)</source>
        <translation>%1 (Kopf)</translation>
    </message>
    <message>
        <source>Head model</source>
        <translation>Kopfmodell</translation>
    </message>
    <message>
        <source>Fits of photos for published generators and networks</source>
        <translation>Anpassungen von Fotos für veröffentlichte Generatoren und Netze</translation>
    </message>
    <message>
        <source>Fits of photos, on the command line: effigy reconstruct --head %1</source>
        <translation>Anpassungen von Fotos, auf der Kommandozeile: effigy reconstruct --head %1</translation>
    </message>
    <message>
        <source>That of its file: FLAME is for research, not for commercial use, but for FLAME 2023 Open (CC-BY 4.0). DECA&apos;s files beside it are for research.</source>
        <translation>Die der Datei: FLAME ist für die Forschung, nicht für gewerbliche Zwecke, bis auf FLAME 2023 Open (CC-BY 4.0). Die Dateien von DECA daneben sind für die Forschung.</translation>
    </message>
    <message>
        <source>Photos for it are fitted on FLAME, which is not there yet. Add its generic_model.pkl, from DECA&apos;s data folder.</source>
        <translation>Fotos dafür werden auf FLAME angepasst, das noch nicht da ist. Fügen Sie dessen generic_model.pkl aus dem Datenordner von DECA hinzu.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PhotoReplacementDialog</name>
    <message>
        <source>Replace the photo</source>
        <translation>Foto ersetzen</translation>
    </message>
    <message>
        <source>Replace the photo with “%1”?</source>
        <translation>Das Foto durch „%1“ ersetzen?</translation>
    </message>
    <message>
        <source>Lost for good</source>
        <translation>Geht endgültig verloren</translation>
    </message>
    <message>
        <source>“%1”, the photo that was replaced before, with its fit and its avatar</source>
        <translation>„%1“, das zuvor ersetzte Foto, mit seiner Anpassung und seinem Avatar</translation>
    </message>
    <message>
        <source>The fit: the face lies elsewhere in the new picture, so what you corrected stays with the present photo</source>
        <translation>Die Anpassung: Im neuen Bild liegt das Gesicht anders, daher bleiben Ihre Verbesserungen beim jetzigen Foto</translation>
    </message>
    <message>
        <source>Tuning the avatar, which takes minutes</source>
        <translation>Das Abstimmen des Avatars; das dauert Minuten</translation>
    </message>
    <message>
        <source>To be done again</source>
        <translation>Muss neu gemacht werden</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Bleibt</translation>
    </message>
    <message>
        <source>Pose, timeline, look and further photos</source>
        <translation>Pose, Zeitleiste, Look und weitere Fotos</translation>
    </message>
    <message>
        <source>The present photo, put aside with its fit and its avatar: “Former photo” in the File menu brings it back</source>
        <translation>Das jetzige Foto, beiseitegelegt mit seiner Anpassung und seinem Avatar: „Früheres Foto“ im Menü Datei holt es zurück</translation>
    </message>
    <message>
        <source>Keep the present photo</source>
        <translation>Jetziges Foto behalten</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PoseHandles</name>
    <message>
        <source>Turn the head</source>
        <translation>Kopf drehen</translation>
    </message>
    <message>
        <source>Jaw</source>
        <translation>Kiefer</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>Blick</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PosePilot</name>
    <message>
        <source>Pose “%1” is saved</source>
        <translation>Pose „%1“ ist gespeichert</translation>
    </message>
    <message>
        <source>The pose is removed</source>
        <translation>Die Pose ist entfernt</translation>
    </message>
    <message>
        <source>Pose written: %1</source>
        <translation>Pose geschrieben: %1</translation>
    </message>
    <message>
        <source>The pose is in “My poses” now</source>
        <translation>Die Pose ist jetzt unter „Meine Posen“</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Reduce motion: views change at once</source>
        <translation>Weniger Bewegung: Ansichten wechseln sofort</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Mouse habits</source>
        <translation>Mausgewohnheiten</translation>
    </message>
    <message>
        <source>Simple: drag to orbit</source>
        <translation>Einfach: Ziehen dreht</translation>
    </message>
    <message>
        <source>Blender: middle button</source>
        <translation>Blender: mittlere Taste</translation>
    </message>
    <message>
        <source>Maya: Alt and buttons</source>
        <translation>Maya: Alt und Tasten</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>Abstimmung</translation>
    </message>
    <message>
        <source>Draft: quick, less alike</source>
        <translation>Entwurf: schnell, weniger ähnlich</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Fine: slow, most alike</source>
        <translation>Fein: langsam, am ähnlichsten</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PresetPanel</name>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Kind of poses</source>
        <translation>Art der Posen</translation>
    </message>
    <message>
        <source>Expressions</source>
        <translation>Ausdrücke</translation>
    </message>
    <message>
        <source>Mouth shapes of speech</source>
        <translation>Mundformen der Sprache</translation>
    </message>
    <message>
        <source>My poses</source>
        <translation>Meine Posen</translation>
    </message>
    <message>
        <source>Search poses</source>
        <translation>Posen suchen</translation>
    </message>
    <message>
        <source>Search names and tags</source>
        <translation>Namen und Tags suchen</translation>
    </message>
    <message>
        <source>Name of a new pose</source>
        <translation>Name einer neuen Pose</translation>
    </message>
    <message>
        <source>Name, #tag</source>
        <translation>Name, #Tag</translation>
    </message>
    <message>
        <source>&lt;b&gt;Save the present expression&lt;/b&gt;&lt;br&gt;Give it a name; words that begin with # are tags.</source>
        <translation>&lt;b&gt;Jetzigen Ausdruck speichern&lt;/b&gt;&lt;br&gt;Geben Sie ihm einen Namen; Wörter mit # am Anfang sind Tags.</translation>
    </message>
    <message>
        <source>Save the present expression as a pose</source>
        <translation>Jetzigen Ausdruck als Pose speichern</translation>
    </message>
    <message>
        <source>Add a pose from a file</source>
        <translation>Eine Pose aus einer Datei hinzufügen</translation>
    </message>
    <message>
        <source>Expression %1</source>
        <translation>Ausdruck %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&lt;br&gt;A click applies it as far as “Strength” says; drag to the right to blend it in.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;&lt;br&gt;Ein Klick wendet ihn so stark an, wie „Stärke“ sagt; nach rechts ziehen blendet ihn ein.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Set keys for it at the playhead</source>
        <translation>Am Abspielkopf Keyframes dafür setzen</translation>
    </message>
    <message>
        <source>Share as a file…</source>
        <translation>Als Datei weitergeben …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Nothing saved yet. Pose the face, give it a name below and save it.</source>
        <translation>Noch nichts gespeichert. Posieren Sie das Gesicht, geben Sie ihm unten einen Namen, und speichern Sie es.</translation>
    </message>
    <message>
        <source>No pose matches “%1”</source>
        <translation>Keine Pose passt zu „%1“</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ProjectJobs</name>
    <message>
        <source>Head %1</source>
        <translation>Kopf %1</translation>
    </message>
</context>
<context>
    <name>effigy::ui::RecentMenu</name>
    <message>
        <source>%1 (missing)</source>
        <translation>%1 (fehlt)</translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation>Noch keine Projekte</translation>
    </message>
</context>
<context>
    <name>effigy::ui::RecentProjects</name>
    <message>
        <source>open when the studio stopped, %1</source>
        <translation>offen, als das Studio endete, %1</translation>
    </message>
    <message>
        <source>unsaved, %1</source>
        <translation>ungespeichert, %1</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>vor %n Minute</numerusform>
            <numerusform>vor %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>vor %n Stunde</numerusform>
            <numerusform>vor %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::ShortcutEditor</name>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>Aktionen und Tasten suchen</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>New keys for the selected action</source>
        <translation>Neue Tasten für die gewählte Aktion</translation>
    </message>
    <message>
        <source>Assign the keys to the selected action</source>
        <translation>Die Tasten der gewählten Aktion zuweisen</translation>
    </message>
    <message>
        <source>Take the keys from the selected action</source>
        <translation>Der gewählten Aktion die Tasten nehmen</translation>
    </message>
    <message>
        <source>Bring the selected action&apos;s own keys back</source>
        <translation>Die eigenen Tasten der gewählten Aktion zurückholen</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Bring all keys back</source>
        <translation>Alle Tasten zurückholen</translation>
    </message>
    <message>
        <source>Select an action, then press its new keys in the field.</source>
        <translation>Wählen Sie eine Aktion, und drücken Sie dann im Feld ihre neuen Tasten.</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”. Assigning takes it away there.</source>
        <translation>%1 gehört zu „%2“. Zuweisen nimmt es dort weg.</translation>
    </message>
    <message>
        <source>Press the new keys in the field.</source>
        <translation>Drücken Sie die neuen Tasten im Feld.</translation>
    </message>
    <message>
        <source>These keys are free.</source>
        <translation>Diese Tasten sind frei.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::SoundLane</name>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Waveform of the sound. Alt+Left and Alt+Right move it by frames.</source>
        <translation>Wellenform des Tons. Alt+Links und Alt+Rechts verschieben ihn bildweise.</translation>
    </message>
    <message>
        <source>Drag to move the sound in time (Alt+Left, Alt+Right by frames)</source>
        <translation>Ziehen, um den Ton zeitlich zu verschieben (Alt+Links, Alt+Rechts: bildweise)</translation>
    </message>
    <message>
        <source>Reading the sound…</source>
        <translation>Der Ton wird gelesen …</translation>
    </message>
</context>
<context>
    <name>effigy::ui::SoundPilot</name>
    <message>
        <source>No device plays sound here: the timeline plays silently</source>
        <translation>Hier gibt kein Gerät Ton aus: Die Zeitleiste spielt stumm</translation>
    </message>
    <message>
        <source>Open a project first: its timeline gets the sound</source>
        <translation>Öffnen Sie zuerst ein Projekt: Seine Zeitleiste erhält den Ton</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>%1 is on the timeline</source>
        <translation>%1 liegt auf der Zeitleiste</translation>
    </message>
</context>
<context>
    <name>effigy::ui::StartPage</name>
    <message>
        <source>One photo in, a living 3D head out</source>
        <translation>Ein Foto hinein, ein lebendiger 3D-Kopf heraus</translation>
    </message>
    <message>
        <source>Left behind</source>
        <translation>Zurückgelassen</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>Weitermachen mit</translation>
    </message>
    <message>
        <source>Open photo…</source>
        <translation>Foto öffnen …</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Projekt öffnen …</translation>
    </message>
    <message>
        <source>Try the sample photo</source>
        <translation>Beispielfoto ausprobieren</translation>
    </message>
    <message>
        <source>A sharp, evenly lit portrait with the whole face visible works best. JPEG, PNG, WebP, TIFF or HEIC.</source>
        <translation>Am besten gelingt es mit einem scharfen, gleichmäßig beleuchteten Porträt, das das ganze Gesicht zeigt. JPEG, PNG, WebP, TIFF oder HEIC.</translation>
    </message>
    <message>
        <source>Open %1, %2</source>
        <translation>%1 öffnen, %2</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Open in a new &amp;window</source>
        <translation>In neuem &amp;Fenster öffnen</translation>
    </message>
    <message>
        <source>&amp;Remove from this list</source>
        <translation>Aus dieser &amp;Liste entfernen</translation>
    </message>
    <message>
        <source>Drop a photo or a project here</source>
        <translation>Ziehen Sie ein Foto oder ein Projekt hierher</translation>
    </message>
    <message>
        <source>Un&amp;pin</source>
        <translation>&amp;Lösen</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>An&amp;heften</translation>
    </message>
    <message>
        <source>Random head</source>
        <translation>Zufälliger Kopf</translation>
    </message>
    <message>
        <source>Start from DECA</source>
        <translation>Mit DECA beginnen</translation>
    </message>
</context>
<context>
    <name>effigy::ui::StatusLine</name>
    <message>
        <source>What the mouse does</source>
        <translation>Was die Maus tut</translation>
    </message>
    <message>
        <source>Is everything saved</source>
        <translation>Ob alles gespeichert ist</translation>
    </message>
    <message>
        <source>Time of a picture</source>
        <translation>Zeit eines Bildes</translation>
    </message>
    <message>
        <source>Pictures in a second while something moves, and the time of a full picture</source>
        <translation>Bilder pro Sekunde, solange sich etwas bewegt, und die Zeit eines ganzen Bildes</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n Thread</numerusform>
            <numerusform>CPU, %n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>Where pictures are made</source>
        <translation>Wo Bilder gemacht werden</translation>
    </message>
    <message>
        <source>Memory in use</source>
        <translation>Belegter Speicher</translation>
    </message>
    <message>
        <source>Memory that the studio holds</source>
        <translation>Speicher, den das Studio belegt</translation>
    </message>
    <message>
        <source>Show the jobs</source>
        <translation>Aufträge zeigen</translation>
    </message>
    <message>
        <source>%1 s a picture</source>
        <translation>%1 s pro Bild</translation>
    </message>
    <message>
        <source>%1 ms a picture</source>
        <translation>%1 ms pro Bild</translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation>%1 fps</translation>
    </message>
    <message>
        <source>No jobs</source>
        <translation>Keine Aufträge</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n Auftrag läuft</numerusform>
            <numerusform>%n Aufträge laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
</context>
<context>
    <name>effigy::ui::StudioWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New from photo…</source>
        <translation>&amp;Neu aus Foto …</translation>
    </message>
    <message>
        <source>Find the head in a photo and make a project of it</source>
        <translation>Den Kopf in einem Foto finden und ein Projekt daraus machen</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>Projekt ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>New &amp;window</source>
        <translation>Neues Fens&amp;ter</translation>
    </message>
    <message>
        <source>Another project beside this one</source>
        <translation>Ein anderes Projekt neben diesem</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Every change is saved by itself; this gives a new project its name</source>
        <translation>Jede Änderung speichert sich selbst; dies gibt einem neuen Projekt seinen Namen</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Save a &amp;copy…</source>
        <translation>&amp;Kopie speichern …</translation>
    </message>
    <message>
        <source>Write the project to another file and go on with this one</source>
        <translation>Das Projekt in eine andere Datei schreiben und mit dieser weitermachen</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>&amp;Image…</source>
        <translation>&amp;Bild …</translation>
    </message>
    <message>
        <source>&amp;Mesh…</source>
        <translation>&amp;Mesh …</translation>
    </message>
    <message>
        <source>C&amp;lose project</source>
        <translation>Projekt sch&amp;ließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy pose</source>
        <translation>Pose &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste pose</source>
        <translation>Pose &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Find control…</source>
        <translation>Regler &amp;suchen …</translation>
    </message>
    <message>
        <source>&amp;Avatar</source>
        <translation>&amp;Avatar</translation>
    </message>
    <message>
        <source>&amp;Tune the avatar</source>
        <translation>Avatar &amp;abstimmen</translation>
    </message>
    <message>
        <source>Make the avatar look like the photo; takes minutes</source>
        <translation>Den Avatar dem Foto ähnlich machen; dauert Minuten</translation>
    </message>
    <message>
        <source>&amp;Mirror the pose</source>
        <translation>Pose &amp;spiegeln</translation>
    </message>
    <message>
        <source>Exchange left and right</source>
        <translation>Links und rechts vertauschen</translation>
    </message>
    <message>
        <source>&amp;Back to the photo&apos;s pose</source>
        <translation>&amp;Zurück zur Pose des Fotos</translation>
    </message>
    <message>
        <source>Mo&amp;del library…</source>
        <translation>Modell&amp;bibliothek …</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Bedienfelder</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Design</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Canvas only</source>
        <translation>&amp;Nur Viewport</translation>
    </message>
    <message>
        <source>Nothing but the viewport; again brings everything back</source>
        <translation>Nichts als der Viewport; noch einmal bringt alles zurück</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>All panels back to their places in this workspace</source>
        <translation>Alle Bedienfelder zurück an ihre Plätze in diesem Arbeitsbereich</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>&amp;Befehlspalette …</translation>
    </message>
    <message>
        <source>Find any command, control or expression by its name</source>
        <translation>Jeden Befehl, Regler oder Ausdruck am Namen finden</translation>
    </message>
    <message>
        <source>&amp;First steps…</source>
        <translation>&amp;Erste Schritte …</translation>
    </message>
    <message>
        <source>Mouse habits, theme, a test of this computer, models, a first photo</source>
        <translation>Mausgewohnheiten, Design, ein Test dieses Computers, Modelle, ein erstes Foto</translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts…</source>
        <translation>&amp;Tastenkürzel …</translation>
    </message>
    <message>
        <source>See and change the keys of every command</source>
        <translation>Die Tasten jedes Befehls sehen und ändern</translation>
    </message>
    <message>
        <source>&amp;Keys of the viewport</source>
        <translation>Tasten des &amp;Viewports</translation>
    </message>
    <message>
        <source>A sheet with every key and the state of every switch</source>
        <translation>Ein Blatt mit jeder Taste und dem Stand jedes Schalters</translation>
    </message>
    <message>
        <source>&amp;About Effigy</source>
        <translation>Ü&amp;ber Effigy</translation>
    </message>
    <message>
        <source>The avatar as it is exported</source>
        <translation>Der Avatar, wie er exportiert wird</translation>
    </message>
    <message>
        <source>&amp;Textured mesh</source>
        <translation>&amp;Texturiertes Mesh</translation>
    </message>
    <message>
        <source>The fitted head with the photo&apos;s colours</source>
        <translation>Der angepasste Kopf mit den Farben des Fotos</translation>
    </message>
    <message>
        <source>&amp;Clay</source>
        <translation>T&amp;on</translation>
    </message>
    <message>
        <source>The head&apos;s form in one material</source>
        <translation>Die Form des Kopfes in einem Material</translation>
    </message>
    <message>
        <source>&amp;Wire over clay</source>
        <translation>&amp;Drahtgitter auf Ton</translation>
    </message>
    <message>
        <source>The edges of the mesh</source>
        <translation>Die Kanten des Meshes</translation>
    </message>
    <message>
        <source>&amp;Raw volume</source>
        <translation>&amp;Rohes Volumen</translation>
    </message>
    <message>
        <source>The avatar before superresolution</source>
        <translation>Der Avatar vor der Superauflösung</translation>
    </message>
    <message>
        <source>&amp;Depth</source>
        <translation>T&amp;iefe</translation>
    </message>
    <message>
        <source>Near is white</source>
        <translation>Nah ist weiß</translation>
    </message>
    <message>
        <source>&amp;Normals</source>
        <translation>&amp;Normalen</translation>
    </message>
    <message>
        <source>Where surfaces face, as colours</source>
        <translation>Wohin Flächen zeigen, als Farben</translation>
    </message>
    <message>
        <source>&amp;UV chart</source>
        <translation>&amp;UV-Karte</translation>
    </message>
    <message>
        <source>How the texture lies on the mesh</source>
        <translation>Wie die Textur auf dem Mesh liegt</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>&amp;Compare with the photo</source>
        <translation>Mit dem Foto &amp;vergleichen</translation>
    </message>
    <message>
        <source>&amp;Split</source>
        <translation>&amp;Geteilt</translation>
    </message>
    <message>
        <source>Photo left, avatar right; drag the line</source>
        <translation>Links Foto, rechts Avatar; ziehen Sie die Linie</translation>
    </message>
    <message>
        <source>&amp;Overlay</source>
        <translation>Über&amp;lagert</translation>
    </message>
    <message>
        <source>The photo over the avatar; [ and ] change how much</source>
        <translation>Das Foto über dem Avatar; [ und ] ändern, wie stark</translation>
    </message>
    <message>
        <source>&amp;Flicker</source>
        <translation>&amp;Flimmern</translation>
    </message>
    <message>
        <source>Photo and avatar by turns</source>
        <translation>Foto und Avatar im Wechsel</translation>
    </message>
    <message>
        <source>&amp;Difference</source>
        <translation>&amp;Differenz</translation>
    </message>
    <message>
        <source>Black where they are equal</source>
        <translation>Schwarz, wo sie gleich sind</translation>
    </message>
    <message>
        <source>&amp;Less of the photo</source>
        <translation>&amp;Weniger vom Foto</translation>
    </message>
    <message>
        <source>&amp;More of the photo</source>
        <translation>&amp;Mehr vom Foto</translation>
    </message>
    <message>
        <source>&amp;Look from</source>
        <translation>&amp;Blick von</translation>
    </message>
    <message>
        <source>&amp;Match the photo</source>
        <translation>Wie das &amp;Foto</translation>
    </message>
    <message>
        <source>Look through the camera that took the photo</source>
        <translation>Durch die Kamera blicken, die das Foto gemacht hat</translation>
    </message>
    <message>
        <source>Frame the &amp;head</source>
        <translation>&amp;Kopf einpassen</translation>
    </message>
    <message>
        <source>Bring the head back into view</source>
        <translation>Den Kopf wieder ins Bild holen</translation>
    </message>
    <message>
        <source>&amp;Front</source>
        <translation>&amp;Vorn</translation>
    </message>
    <message>
        <source>Three-&amp;quarter</source>
        <translation>&amp;Dreiviertel</translation>
    </message>
    <message>
        <source>&amp;Left side</source>
        <translation>&amp;Links</translation>
    </message>
    <message>
        <source>&amp;Right side</source>
        <translation>&amp;Rechts</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Hinten</translation>
    </message>
    <message>
        <source>&amp;Above</source>
        <translation>&amp;Oben</translation>
    </message>
    <message>
        <source>B&amp;elow</source>
        <translation>&amp;Unten</translation>
    </message>
    <message>
        <source>&amp;Simple: drag to orbit</source>
        <translation>&amp;Einfach: Ziehen dreht</translation>
    </message>
    <message>
        <source>&amp;Blender: middle button</source>
        <translation>&amp;Blender: mittlere Taste</translation>
    </message>
    <message>
        <source>&amp;Maya: Alt and buttons</source>
        <translation>&amp;Maya: Alt und Tasten</translation>
    </message>
    <message>
        <source>&amp;Mouse habits</source>
        <translation>&amp;Mausgewohnheiten</translation>
    </message>
    <message>
        <source>&amp;Background</source>
        <translation>&amp;Hintergrund</translation>
    </message>
    <message>
        <source>&amp;Handles</source>
        <translation>&amp;Griffe</translation>
    </message>
    <message>
        <source>Drag head, jaw and gaze in the picture</source>
        <translation>Kopf, Kiefer und Blick im Bild ziehen</translation>
    </message>
    <message>
        <source>Floor &amp;grid</source>
        <translation>&amp;Bodenraster</translation>
    </message>
    <message>
        <source>Lines every five centimetres</source>
        <translation>Linien alle fünf Zentimeter</translation>
    </message>
    <message>
        <source>Safe &amp;areas</source>
        <translation>&amp;Sichere Bereiche</translation>
    </message>
    <message>
        <source>The square that is exported, with its inner 90 and 80 percent</source>
        <translation>Das exportierte Quadrat mit seinen inneren 90 und 80 Prozent</translation>
    </message>
    <message>
        <source>Axes in the &amp;corner</source>
        <translation>A&amp;chsen in der Ecke</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>&amp;Weniger Bewegung</translation>
    </message>
    <message>
        <source>Views change at once instead of gliding</source>
        <translation>Ansichten wechseln sofort, statt zu gleiten</translation>
    </message>
    <message>
        <source>&amp;Neutral grey</source>
        <translation>&amp;Neutrales Grau</translation>
    </message>
    <message>
        <source>&amp;Black</source>
        <translation>&amp;Schwarz</translation>
    </message>
    <message>
        <source>&amp;White</source>
        <translation>&amp;Weiß</translation>
    </message>
    <message>
        <source>&amp;Colour…</source>
        <translation>&amp;Farbe …</translation>
    </message>
    <message>
        <source>&amp;Picture…</source>
        <translation>&amp;Bild …</translation>
    </message>
    <message>
        <source>Take a &amp;picture</source>
        <translation>Bild &amp;aufnehmen</translation>
    </message>
    <message>
        <source>Write what the viewport shows into your pictures folder</source>
        <translation>Den Inhalt des Viewports in Ihren Bilderordner schreiben</translation>
    </message>
    <message>
        <source>Take a &amp;transparent picture</source>
        <translation>&amp;Transparentes Bild aufnehmen</translation>
    </message>
    <message>
        <source>The head alone, with alpha</source>
        <translation>Nur der Kopf, mit Alpha</translation>
    </message>
    <message>
        <source>Expressions</source>
        <translation>Ausdrücke</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>Blick</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>Regler</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Picture written: %1</source>
        <translation>Bild geschrieben: %1</translation>
    </message>
    <message>
        <source>Finding the head in this photo…</source>
        <translation>Der Kopf in diesem Foto wird gesucht …</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>%1 (not named yet)</source>
        <translation>%1 (noch ohne Namen)</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Schreibgeschützt</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Regler</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Zuletzt &amp;verwendet</translation>
    </message>
    <message>
        <source>&amp;Pin this project</source>
        <translation>Dieses Projekt an&amp;heften</translation>
    </message>
    <message>
        <source>It stays in the list of recent projects</source>
        <translation>Es bleibt in der Liste der zuletzt verwendeten</translation>
    </message>
    <message>
        <source>&amp;Remove what is missing</source>
        <translation>&amp;Fehlende entfernen</translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation>&amp;Liste leeren</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>The page of the panel under the pointer</source>
        <translation>Die Seite des Bedienfelds unter dem Zeiger</translation>
    </message>
    <message>
        <source>Pre&amp;ferences…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>Language, theme, mouse habits, quality of tuning</source>
        <translation>Sprache, Design, Mausgewohnheiten, Qualität der Abstimmung</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>Looks</translation>
    </message>
    <message>
        <source>Tune the avatar first: a look is taught to the tuned avatar</source>
        <translation>Stimmen Sie den Avatar zuerst ab: Einen Look lernt der abgestimmte Avatar</translation>
    </message>
    <message>
        <source>The avatar has not learnt this look: the menu of its picture in the gallery lets it learn</source>
        <translation>Der Avatar hat diesen Look nicht gelernt: Im Menü seines Bildes in der Galerie lässt er sich lernen</translation>
    </message>
    <message>
        <source>&amp;Motion from a video…</source>
        <translation>&amp;Bewegung aus einem Video …</translation>
    </message>
    <message>
        <source>Follow the face in a video and put its motion on the timeline</source>
        <translation>Das Gesicht in einem Video verfolgen und seine Bewegung auf die Zeitleiste legen</translation>
    </message>
    <message>
        <source>The generator of this avatar paints the mouth as it has learnt to: its colours cannot be told apart</source>
        <translation>Der Generator dieses Avatars malt den Mund, wie er es gelernt hat: seine Farben lassen sich nicht trennen</translation>
    </message>
    <message>
        <source>The generator of this avatar cannot be taught looks; paint it with the look instead</source>
        <translation>Dem Generator dieses Avatars lassen sich keine Looks beibringen; malen Sie ihn stattdessen mit dem Look</translation>
    </message>
    <message>
        <source>Sound &amp;track…</source>
        <translation>&amp;Tonspur …</translation>
    </message>
    <message>
        <source>A sound that plays with the timeline: WAV, FLAC, MP3, M4A, OGG</source>
        <translation>Ein Ton, der mit der Zeitleiste spielt: WAV, FLAC, MP3, M4A, OGG</translation>
    </message>
    <message>
        <source>&amp;Video…</source>
        <translation>&amp;Video …</translation>
    </message>
    <message>
        <source>&amp;Drag the face</source>
        <translation>&amp;Gesicht ziehen</translation>
    </message>
    <message>
        <source>Take a brow, a lid, a corner of the mouth in the picture and drag it; Shift ten times finer, Escape leaves it</source>
        <translation>Fassen Sie im Bild eine Braue, ein Lid, einen Mundwinkel und ziehen Sie daran; mit Umschalt zehnmal feiner, Escape lässt alles, wie es war</translation>
    </message>
    <message>
        <source>Curves and colour table</source>
        <translation>Kurven und Farbtabelle</translation>
    </message>
    <message>
        <source>New random &amp;head</source>
        <translation>Neuer &amp;zufälliger Kopf</translation>
    </message>
    <message>
        <source>Make up somebody who does not exist, with an avatar at once</source>
        <translation>Jemanden erfinden, den es nicht gibt, gleich mit Avatar</translation>
    </message>
    <message>
        <source>The clip “%1” moves this here: lessen its weight, or turn it into keys</source>
        <translation>Der Clip „%1“ bewegt dies hier: Verringern Sie sein Gewicht, oder wandeln Sie ihn in Keyframes um</translation>
    </message>
    <message>
        <source>A retouched picture of the photo, or one in higher resolution, in its place; pose, timeline and look stay</source>
        <translation>Ein retuschiertes Bild des Fotos oder eines in höherer Auflösung an seiner Stelle; Pose, Zeitleiste und Look bleiben</translation>
    </message>
    <message>
        <source>Back to the photo that was replaced, with its fit and its avatar; again: forth</source>
        <translation>Zurück zum ersetzten Foto mit seiner Anpassung und seinem Avatar; noch einmal: wieder vor</translation>
    </message>
    <message>
        <source>The head has been fitted anew</source>
        <translation>Der Kopf wurde neu angepasst</translation>
    </message>
    <message>
        <source>The avatar was tuned to the fit before; until it is tuned again, the mesh is shown.</source>
        <translation>Der Avatar war auf die vorige Anpassung abgestimmt; bis er neu abgestimmt ist, wird das Mesh gezeigt.</translation>
    </message>
    <message>
        <source>Tune the avatar</source>
        <translation>Avatar abstimmen</translation>
    </message>
    <message>
        <source>The photo has changed</source>
        <translation>Das Foto hat sich geändert</translation>
    </message>
    <message>
        <source>“%1” holds another picture than when it was read. The project goes on with the one that it keeps.</source>
        <translation>„%1“ enthält ein anderes Bild als beim Lesen. Das Projekt arbeitet mit dem weiter, das es aufbewahrt.</translation>
    </message>
    <message>
        <source>Take the new one…</source>
        <translation>Das neue nehmen…</translation>
    </message>
    <message>
        <source>Re&amp;place the photo…</source>
        <translation>F&amp;oto ersetzen…</translation>
    </message>
    <message>
        <source>&amp;Former photo</source>
        <translation>&amp;Früheres Foto</translation>
    </message>
    <message>
        <source>Start new photos from &amp;DECA</source>
        <translation>Neue Fotos mit &amp;DECA beginnen</translation>
    </message>
    <message>
        <source>Fits of new photos begin with the face that DECA&apos;s networks read; add those to the model library</source>
        <translation>Anpassungen neuer Fotos beginnen mit dem Gesicht, das DECAs Netze lesen; fügen Sie diese der Modellbibliothek hinzu</translation>
    </message>
    <message>
        <source>Generators and networks that are installed</source>
        <translation>Generatoren und Netze, die installiert sind</translation>
    </message>
</context>
<context>
    <name>effigy::ui::TimeRuler</name>
    <message>
        <source>Time ruler</source>
        <translation>Zeitlineal</translation>
    </message>
    <message>
        <source>&lt;b&gt;Time&lt;/b&gt;&lt;br&gt;Drag to move the playhead. Wheel zooms, Shift and wheel scrolls.&lt;br&gt;I and O set the range that plays.</source>
        <translation>&lt;b&gt;Zeit&lt;/b&gt;&lt;br&gt;Ziehen bewegt den Abspielkopf. Das Rad zoomt, Umschalt und Rad blättern.&lt;br&gt;I und O setzen den Bereich, der abgespielt wird.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::TimelinePanel</name>
    <message>
        <source>%1 fps</source>
        <translation>%1 fps</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Playhead</source>
        <translation>Abspielkopf</translation>
    </message>
    <message>
        <source>Minutes, seconds and frames of the playhead</source>
        <translation>Minuten, Sekunden und Bilder des Abspielkopfs</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>Frames a second. Keys keep their moments.</source>
        <translation>Bilder pro Sekunde. Keyframes behalten ihre Zeit.</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>To the start of the range</source>
        <translation>Zum Anfang des Bereichs</translation>
    </message>
    <message>
        <source>Key before (Ctrl+Left)</source>
        <translation>Voriger Keyframe (Strg+Links)</translation>
    </message>
    <message>
        <source>Play (Space; J K L)</source>
        <translation>Abspielen (Leertaste; J K L)</translation>
    </message>
    <message>
        <source>Key after (Ctrl+Right)</source>
        <translation>Nächster Keyframe (Strg+Rechts)</translation>
    </message>
    <message>
        <source>Repeat the range</source>
        <translation>Bereich wiederholen</translation>
    </message>
    <message>
        <source>Automatic keys (what moves an animated control sets a key)</source>
        <translation>Automatische Keyframes (was einen animierten Regler bewegt, setzt einen Keyframe)</translation>
    </message>
    <message>
        <source>Add keys at the playhead (Insert)</source>
        <translation>Keyframes am Abspielkopf hinzufügen (Einfg)</translation>
    </message>
    <message>
        <source>Snap to frames (S)</source>
        <translation>An Bildern einrasten (S)</translation>
    </message>
    <message>
        <source>Bezier curve (1)</source>
        <translation>Bézierkurve (1)</translation>
    </message>
    <message>
        <source>Straight line (2)</source>
        <translation>Gerade Linie (2)</translation>
    </message>
    <message>
        <source>Hold until the next key (3)</source>
        <translation>Bis zum nächsten Keyframe halten (3)</translation>
    </message>
    <message>
        <source>Curves instead of marks (C)</source>
        <translation>Kurven statt Marken (C)</translation>
    </message>
    <message>
        <source>Show everything (Home)</source>
        <translation>Alles zeigen (Pos1)</translation>
    </message>
    <message>
        <source>What can be done with motion</source>
        <translation>Was sich mit Bewegung machen lässt</translation>
    </message>
    <message>
        <source>Copy keys</source>
        <translation>Keyframes kopieren</translation>
    </message>
    <message>
        <source>Paste keys at the playhead</source>
        <translation>Keyframes am Abspielkopf einfügen</translation>
    </message>
    <message>
        <source>Select all keys</source>
        <translation>Alle Keyframes auswählen</translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation>Keyframes entfernen</translation>
    </message>
    <message>
        <source>Remove the chosen tracks</source>
        <translation>Gewählte Spuren entfernen</translation>
    </message>
    <message>
        <source>Automatic handles</source>
        <translation>Automatische Griffe</translation>
    </message>
    <message>
        <source>Aligned handles</source>
        <translation>Ausgerichtete Griffe</translation>
    </message>
    <message>
        <source>Free handles</source>
        <translation>Freie Griffe</translation>
    </message>
    <message>
        <source>Simplify curves</source>
        <translation>Kurven vereinfachen</translation>
    </message>
    <message>
        <source>A key on every frame</source>
        <translation>Ein Keyframe auf jedem Bild</translation>
    </message>
    <message>
        <source>Twice as long</source>
        <translation>Doppelt so lang</translation>
    </message>
    <message>
        <source>Half as long</source>
        <translation>Halb so lang</translation>
    </message>
    <message>
        <source>Mirror left and right</source>
        <translation>Links und rechts spiegeln</translation>
    </message>
    <message>
        <source>Blinks over the range</source>
        <translation>Blinzeln über den Bereich</translation>
    </message>
    <message>
        <source>Small movements over the range</source>
        <translation>Kleine Bewegungen über den Bereich</translation>
    </message>
    <message>
        <source>Import a recorded motion…</source>
        <translation>Aufgezeichnete Bewegung importieren …</translation>
    </message>
    <message>
        <source>Export as a table…</source>
        <translation>Als Tabelle exportieren …</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>Alle Spuren</translation>
    </message>
    <message>
        <source>Mute the sound (neither played nor exported)</source>
        <translation>Ton stummschalten (weder abgespielt noch exportiert)</translation>
    </message>
    <message>
        <source>Sound track…</source>
        <translation>Tonspur …</translation>
    </message>
    <message>
        <source>Remove the sound</source>
        <translation>Ton entfernen</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Make the chosen keys a clip</source>
        <translation>Gewählte Keyframes zu einem Clip machen</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Blinks as a clip</source>
        <translation>Blinzeln als Clip</translation>
    </message>
    <message>
        <source>Blinks</source>
        <translation>Blinzeln</translation>
    </message>
    <message>
        <source>Small movements as a clip</source>
        <translation>Kleine Bewegungen als Clip</translation>
    </message>
    <message>
        <source>Small movements</source>
        <translation>Kleine Bewegungen</translation>
    </message>
    <message>
        <source>Clip from a file…</source>
        <translation>Clip aus einer Datei …</translation>
    </message>
    <message>
        <source>Double the clip</source>
        <translation>Clip verdoppeln</translation>
    </message>
    <message>
        <source>Turn the clip into keys</source>
        <translation>Clip in Keyframes umwandeln</translation>
    </message>
    <message>
        <source>Save the clip as a file…</source>
        <translation>Clip als Datei speichern …</translation>
    </message>
    <message>
        <source>Remove the clip</source>
        <translation>Clip entfernen</translation>
    </message>
</context>
<context>
    <name>effigy::ui::TimelinePilot</name>
    <message numerus="yes">
        <source>%n key(s) imported</source>
        <translation>
            <numerusform>%n Keyframe importiert</numerusform>
            <numerusform>%n Keyframes importiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Motion written: %1</source>
        <translation>Bewegung geschrieben: %1</translation>
    </message>
    <message>
        <source>The motion for %1 is ready: open the project to take it</source>
        <translation>Die Bewegung für %1 ist fertig: Öffnen Sie das Projekt, um sie zu übernehmen</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) taken from the video</source>
        <translation>
            <numerusform>%n Keyframe aus dem Video übernommen</numerusform>
            <numerusform>%n Keyframes aus dem Video übernommen</numerusform>
        </translation>
    </message>
    <message>
        <source>Clip written: %1</source>
        <translation>Clip geschrieben: %1</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ToolStrip</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Everything that the viewport can show</source>
        <translation>Alles, was der Viewport zeigen kann</translation>
    </message>
    <message>
        <source>All ways to compare with the photo</source>
        <translation>Alle Arten, mit dem Foto zu vergleichen</translation>
    </message>
    <message>
        <source>All sides to look from</source>
        <translation>Alle Seiten, von denen man blicken kann</translation>
    </message>
    <message>
        <source>What lies behind the head</source>
        <translation>Was hinter dem Kopf liegt</translation>
    </message>
</context>
<context>
    <name>effigy::ui::TopBar</name>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Search every command</source>
        <translation>Jeden Befehl suchen</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>Search commands   %1</source>
        <translation>Befehle suchen   %1</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ValueSlider</name>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Type a value…</source>
        <translation>Wert eintippen …</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Paste value</source>
        <translation>Wert einfügen</translation>
    </message>
    <message>
        <source>Copy parameter path</source>
        <translation>Parameterpfad kopieren</translation>
    </message>
    <message>
        <source>Remove the key here</source>
        <translation>Keyframe hier entfernen</translation>
    </message>
    <message>
        <source>Add a key here</source>
        <translation>Keyframe hier hinzufügen</translation>
    </message>
    <message>
        <source>To the key before</source>
        <translation>Zum vorigen Keyframe</translation>
    </message>
    <message>
        <source>To the key after</source>
        <translation>Zum nächsten Keyframe</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>Wieder verwenden</translation>
    </message>
    <message>
        <source>Leave out for comparison</source>
        <translation>Zum Vergleich auslassen</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>Kein Favorit mehr</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Unlink the other side</source>
        <translation>Von der anderen Seite lösen</translation>
    </message>
    <message>
        <source>Link the other side</source>
        <translation>Mit der anderen Seite verbinden</translation>
    </message>
    <message>
        <source>Range %1 to %2, typing reaches %3 to %4; resets to %5.</source>
        <translation>Bereich %1 bis %2, getippt %3 bis %4; zurück auf %5.</translation>
    </message>
    <message>
        <source>Drag to change, Shift for fine, Ctrl for steps, double-click to reset, Enter to type.</source>
        <translation>Ziehen ändert, Umschalt fein, Strg in Stufen, Doppelklick setzt zurück, Eingabe tippt.</translation>
    </message>
    <message>
        <source>Alt-click leaves it out for comparison; K adds or removes a key.</source>
        <translation>Alt-Klick lässt ihn zum Vergleich aus; K fügt einen Keyframe hinzu oder entfernt ihn.</translation>
    </message>
    <message>
        <source>The chain links both sides of the face.</source>
        <translation>Die Kette verbindet beide Gesichtshälften.</translation>
    </message>
    <message>
        <source>The clip “%1” moves it by %2, from %3 to %4.</source>
        <translation>Der Clip „%1“ bewegt ihn um %2, von %3 auf %4.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::VideoMotionDialog</name>
    <message>
        <source>Expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>Blick</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>The video shows the person of this project</source>
        <translation>Das Video zeigt die Person dieses Projekts</translation>
    </message>
    <message>
        <source>Motion from a video</source>
        <translation>Bewegung aus einem Video</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>None: every picture for itself</source>
        <translation>Keine: jedes Bild für sich</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Leicht</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
    <message>
        <source>The shape of the head is taken from the project instead of being found from the video</source>
        <translation>Die Form des Kopfes kommt aus dem Projekt, statt aus dem Video bestimmt zu werden</translation>
    </message>
    <message>
        <source>The face in “%1” is followed, and its motion replaces that on the timeline.</source>
        <translation>Das Gesicht in „%1“ wird verfolgt, und seine Bewegung ersetzt die auf der Zeitleiste.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Verfolgen</translation>
    </message>
</context>
<context>
    <name>effigy::ui::Viewport</name>
    <message>
        <source>Viewport with the avatar</source>
        <translation>Viewport mit dem Avatar</translation>
    </message>
    <message>
        <source>How much of the photo lies over the avatar</source>
        <translation>Wie viel vom Foto über dem Avatar liegt</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>Avatar</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>Mesh</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Photo over it, %1 %</source>
        <translation>Foto darüber, %1 %</translation>
    </message>
    <message>
        <source>Difference, four times as strong</source>
        <translation>Differenz, vierfach verstärkt</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ViewportPilot</name>
    <message>
        <source>Textured mesh, until the avatar is tuned</source>
        <translation>Texturiertes Mesh, bis der Avatar abgestimmt ist</translation>
    </message>
</context>
</TS>
