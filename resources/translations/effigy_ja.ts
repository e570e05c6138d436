<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Control</name>
    <message>
        <source>Eyes</source>
        <translation>目</translation>
    </message>
    <message>
        <source>Jaw</source>
        <translation>顎</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>口</translation>
    </message>
    <message>
        <source>Brows</source>
        <translation>眉</translation>
    </message>
    <message>
        <source>Cheeks and nose</source>
        <translation>頬と鼻</translation>
    </message>
    <message>
        <source>Left eye blink</source>
        <translation>左目を閉じる</translation>
    </message>
    <message>
        <source>Right eye blink</source>
        <translation>右目を閉じる</translation>
    </message>
    <message>
        <source>Left eye squint</source>
        <translation>左目を細める</translation>
    </message>
    <message>
        <source>Right eye squint</source>
        <translation>右目を細める</translation>
    </message>
    <message>
        <source>Left eye wide</source>
        <translation>左目を見開く</translation>
    </message>
    <message>
        <source>Right eye wide</source>
        <translation>右目を見開く</translation>
    </message>
    <message>
        <source>Left eye look up</source>
        <translation>左目を上へ</translation>
    </message>
    <message>
        <source>Right eye look up</source>
        <translation>右目を上へ</translation>
    </message>
    <message>
        <source>Left eye look down</source>
        <translation>左目を下へ</translation>
    </message>
    <message>
        <source>Right eye look down</source>
        <translation>右目を下へ</translation>
    </message>
    <message>
        <source>Left eye look in</source>
        <translation>左目を内側へ</translation>
    </message>
    <message>
        <source>Right eye look in</source>
        <translation>右目を内側へ</translation>
    </message>
    <message>
        <source>Left eye look out</source>
        <translation>左目を外側へ</translation>
    </message>
    <message>
        <source>Right eye look out</source>
        <translation>右目を外側へ</translation>
    </message>
    <message>
        <source>Inner brows up</source>
        <translation>眉の内側を上げる</translation>
    </message>
    <message>
        <source>Left brow down</source>
        <translation>左眉を下げる</translation>
    </message>
    <message>
        <source>Right brow down</source>
        <translation>右眉を下げる</translation>
    </message>
    <message>
        <source>Left outer brow up</source>
        <translation>左眉の外側を上げる</translation>
    </message>
    <message>
        <source>Right outer brow up</source>
        <translation>右眉の外側を上げる</translation>
    </message>
    <message>
        <source>Cheeks puff</source>
        <translation>頬を膨らます</translation>
    </message>
    <message>
        <source>Left cheek squint</source>
        <translation>左頬を上げる</translation>
    </message>
    <message>
        <source>Right cheek squint</source>
        <translation>右頬を上げる</translation>
    </message>
    <message>
        <source>Left nose sneer</source>
        <translation>左の鼻にしわ</translation>
    </message>
    <message>
        <source>Right nose sneer</source>
        <translation>右の鼻にしわ</translation>
    </message>
    <message>
        <source>Jaw open</source>
        <translation>顎を開く</translation>
    </message>
    <message>
        <source>Jaw forward</source>
        <translation>顎を前へ</translation>
    </message>
    <message>
        <source>Jaw left</source>
        <translation>顎を左へ</translation>
    </message>
    <message>
        <source>Jaw right</source>
        <translation>顎を右へ</translation>
    </message>
    <message>
        <source>Jaw pitch</source>
        <translation>顎のピッチ</translation>
    </message>
    <message>
        <source>Jaw yaw</source>
        <translation>顎のヨー</translation>
    </message>
    <message>
        <source>Jaw roll</source>
        <translation>顎のロール</translation>
    </message>
    <message>
        <source>Smile left</source>
        <translation>左口角を上げる</translation>
    </message>
    <message>
        <source>Smile right</source>
        <translation>右口角を上げる</translation>
    </message>
    <message>
        <source>Frown left</source>
        <translation>左口角を下げる</translation>
    </message>
    <message>
        <source>Frown right</source>
        <translation>右口角を下げる</translation>
    </message>
    <message>
        <source>Lips close</source>
        <translation>唇を閉じる</translation>
    </message>
    <message>
        <source>Lips funnel</source>
        <translation>唇を漏斗形に</translation>
    </message>
    <message>
        <source>Lips pucker</source>
        <translation>唇をすぼめる</translation>
    </message>
    <message>
        <source>Mouth left</source>
        <translation>口を左へ</translation>
    </message>
    <message>
        <source>Mouth right</source>
        <translation>口を右へ</translation>
    </message>
    <message>
        <source>Dimple left</source>
        <translation>左のえくぼ</translation>
    </message>
    <message>
        <source>Dimple right</source>
        <translation>右のえくぼ</translation>
    </message>
    <message>
        <source>Stretch left</source>
        <translation>口を左に引く</translation>
    </message>
    <message>
        <source>Stretch right</source>
        <translation>口を右に引く</translation>
    </message>
    <message>
        <source>Lips press left</source>
        <translation>左の唇を押す</translation>
    </message>
    <message>
        <source>Lips press right</source>
        <translation>右の唇を押す</translation>
    </message>
    <message>
        <source>Upper lip up left</source>
        <translation>左上唇を上げる</translation>
    </message>
    <message>
        <source>Upper lip up right</source>
        <translation>右上唇を上げる</translation>
    </message>
    <message>
        <source>Lower lip down left</source>
        <translation>左下唇を下げる</translation>
    </message>
    <message>
        <source>Lower lip down right</source>
        <translation>右下唇を下げる</translation>
    </message>
    <message>
        <source>Upper lip roll</source>
        <translation>上唇を巻き込む</translation>
    </message>
    <message>
        <source>Lower lip roll</source>
        <translation>下唇を巻き込む</translation>
    </message>
    <message>
        <source>Upper lip shrug</source>
        <translation>上唇を突き出す</translation>
    </message>
    <message>
        <source>Lower lip shrug</source>
        <translation>下唇を突き出す</translation>
    </message>
    <message>
        <source>Tongue out</source>
        <translation>舌を出す</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>視線</translation>
    </message>
    <message>
        <source>Gaze left and right</source>
        <translation>視線の左右</translation>
    </message>
    <message>
        <source>Gaze up and down</source>
        <translation>視線の上下</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>首</translation>
    </message>
    <message>
        <source>Neck yaw</source>
        <translation>首のヨー</translation>
    </message>
    <message>
        <source>Neck pitch</source>
        <translation>首のピッチ</translation>
    </message>
    <message>
        <source>Neck roll</source>
        <translation>首のロール</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>頭</translation>
    </message>
    <message>
        <source>Head yaw</source>
        <translation>頭のヨー</translation>
    </message>
    <message>
        <source>Head pitch</source>
        <translation>頭のピッチ</translation>
    </message>
    <message>
        <source>Head roll</source>
        <translation>頭のロール</translation>
    </message>
    <message>
        <source>Lips</source>
        <translation>唇</translation>
    </message>
    <message>
        <source>Head and neck</source>
        <translation>頭と首</translation>
    </message>
    <message>
        <source>Anger</source>
        <translation>怒り</translation>
    </message>
    <message>
        <source>Disgust</source>
        <translation>嫌悪</translation>
    </message>
    <message>
        <source>Fear</source>
        <translation>恐れ</translation>
    </message>
    <message>
        <source>Kiss</source>
        <translation>キス</translation>
    </message>
    <message>
        <source>Big laugh</source>
        <translation>大笑い</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>ニュートラル</translation>
    </message>
    <message>
        <source>Sadness</source>
        <translation>悲しみ</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>微笑み</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>驚き</translation>
    </message>
    <message>
        <source>Wink</source>
        <translation>ウインク</translation>
    </message>
    <message>
        <source>aa (father)</source>
        <translation>aa(あ)</translation>
    </message>
    <message>
        <source>CH (ch, j, sh)</source>
        <translation>CH(ち、し)</translation>
    </message>
    <message>
        <source>DD (t, d)</source>
        <translation>DD(た、だ)</translation>
    </message>
    <message>
        <source>E (bed)</source>
        <translation>E(え)</translation>
    </message>
    <message>
        <source>FF (f, v)</source>
        <translation>FF(f、v)</translation>
    </message>
    <message>
        <source>ih (see)</source>
        <translation>ih(い)</translation>
    </message>
    <message>
        <source>kk (k, g)</source>
        <translation>kk(か、が)</translation>
    </message>
    <message>
        <source>nn (n, l)</source>
        <translation>nn(な、l)</translation>
    </message>
    <message>
        <source>oh (go)</source>
        <translation>oh(お)</translation>
    </message>
    <message>
        <source>ou (you)</source>
        <translation>ou(う)</translation>
    </message>
    <message>
        <source>PP (p, b, m)</source>
        <translation>PP(ぱ、ば、ま)</translation>
    </message>
    <message>
        <source>RR (r)</source>
        <translation>RR(ら)</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>無音</translation>
    </message>
    <message>
        <source>SS (s, z)</source>
        <translation>SS(さ、ざ)</translation>
    </message>
    <message>
        <source>TH (th)</source>
        <translation>TH(英語のth)</translation>
    </message>
    <message>
        <source>afraid</source>
        <translation>怖い</translation>
    </message>
    <message>
        <source>angry</source>
        <translation>怒った</translation>
    </message>
    <message>
        <source>astonished</source>
        <translation>びっくり</translation>
    </message>
    <message>
        <source>brows</source>
        <translation>眉</translation>
    </message>
    <message>
        <source>eye</source>
        <translation>目</translation>
    </message>
    <message>
        <source>happy</source>
        <translation>嬉しい</translation>
    </message>
    <message>
        <source>lips</source>
        <translation>唇</translation>
    </message>
    <message>
        <source>mouth</source>
        <translation>口</translation>
    </message>
    <message>
        <source>nose</source>
        <translation>鼻</translation>
    </message>
    <message>
        <source>open</source>
        <translation>開いた</translation>
    </message>
    <message>
        <source>playful</source>
        <translation>いたずら</translation>
    </message>
    <message>
        <source>pucker</source>
        <translation>すぼめる</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>リセット</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>休み</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>悲しい</translation>
    </message>
    <message>
        <source>sneer</source>
        <translation>しわ</translation>
    </message>
    <message>
        <source>speech</source>
        <translation>発話</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>ルック</translation>
    </message>
    <message>
        <source>Colour grade</source>
        <translation>カラーグレード</translation>
    </message>
    <message>
        <source>Oil</source>
        <translation>油彩</translation>
    </message>
    <message>
        <source>Watercolour</source>
        <translation>水彩</translation>
    </message>
    <message>
        <source>Comic</source>
        <translation>コミック</translation>
    </message>
    <message>
        <source>Clay</source>
        <translation>クレイ</translation>
    </message>
    <message>
        <source>Hatching</source>
        <translation>ハッチング</translation>
    </message>
    <message>
        <source>Halftone</source>
        <translation>ハーフトーン</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>輪郭線</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Grain and vignette</source>
        <translation>粒子とビネット</translation>
    </message>
    <message>
        <source>Teeth and mouth</source>
        <translation>歯と口</translation>
    </message>
    <message>
        <source>Learnt looks</source>
        <translation>学習したルック</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>強さ</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>露出</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>コントラスト</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>彩度</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>色温度</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>色かぶり</translation>
    </message>
    <message>
        <source>Fade</source>
        <translation>フェード</translation>
    </message>
    <message>
        <source>Tone of shadows</source>
        <translation>シャドウの色付け</translation>
    </message>
    <message>
        <source>Hue of shadows</source>
        <translation>シャドウの色相</translation>
    </message>
    <message>
        <source>Tone of lights</source>
        <translation>ハイライトの色付け</translation>
    </message>
    <message>
        <source>Hue of lights</source>
        <translation>ハイライトの色相</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>筆</translation>
    </message>
    <message>
        <source>Relief of the paint</source>
        <translation>絵の具の盛り上がり</translation>
    </message>
    <message>
        <source>Size of washes</source>
        <translation>にじみの大きさ</translation>
    </message>
    <message>
        <source>Tones of watercolour</source>
        <translation>水彩の階調</translation>
    </message>
    <message>
        <source>Dark edges</source>
        <translation>濃い縁</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>紙</translation>
    </message>
    <message>
        <source>Tones of comic</source>
        <translation>コミックの階調</translation>
    </message>
    <message>
        <source>Colour of comic</source>
        <translation>コミックの色</translation>
    </message>
    <message>
        <source>Ink lines</source>
        <translation>インク線</translation>
    </message>
    <message>
        <source>Width of ink lines</source>
        <translation>インク線の太さ</translation>
    </message>
    <message>
        <source>Hue of clay</source>
        <translation>クレイの色相</translation>
    </message>
    <message>
        <source>Colour of clay</source>
        <translation>クレイの色</translation>
    </message>
    <message>
        <source>Gloss</source>
        <translation>光沢</translation>
    </message>
    <message>
        <source>Brows, lips and hair</source>
        <translation>眉・唇・髪</translation>
    </message>
    <message>
        <source>Distance of lines</source>
        <translation>線の間隔</translation>
    </message>
    <message>
        <source>Angle of lines</source>
        <translation>線の角度</translation>
    </message>
    <message>
        <source>Coloured pencils</source>
        <translation>色鉛筆</translation>
    </message>
    <message>
        <source>Size of dots</source>
        <translation>網点の大きさ</translation>
    </message>
    <message>
        <source>Angle of the screen</source>
        <translation>網点の角度</translation>
    </message>
    <message>
        <source>Four inks</source>
        <translation>4 色インク</translation>
    </message>
    <message>
        <source>Width of the outline</source>
        <translation>輪郭線の太さ</translation>
    </message>
    <message>
        <source>Creases</source>
        <translation>しわの線</translation>
    </message>
    <message>
        <source>White ink</source>
        <translation>白インク</translation>
    </message>
    <message>
        <source>Hue of the background</source>
        <translation>背景の色相</translation>
    </message>
    <message>
        <source>Colour of the background</source>
        <translation>背景の色</translation>
    </message>
    <message>
        <source>Lightness of the background</source>
        <translation>背景の明るさ</translation>
    </message>
    <message>
        <source>Glow behind the head</source>
        <translation>頭の後ろの光</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>粒子</translation>
    </message>
    <message>
        <source>Size of grain</source>
        <translation>粒子の大きさ</translation>
    </message>
    <message>
        <source>Grain moves</source>
        <translation>粒子が動く</translation>
    </message>
    <message>
        <source>Dark corners</source>
        <translation>周辺を暗く</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>光</translation>
    </message>
    <message>
        <source>Light of the photo</source>
        <translation>写真の光</translation>
    </message>
    <message>
        <source>Contrast of the light</source>
        <translation>光のコントラスト</translation>
    </message>
    <message>
        <source>Turn of the light</source>
        <translation>光の回転</translation>
    </message>
    <message>
        <source>Lights stay when the head turns</source>
        <translation>頭が回っても光は動かない</translation>
    </message>
    <message>
        <source>Lamp</source>
        <translation>ランプ</translation>
    </message>
    <message>
        <source>Lamp left and right</source>
        <translation>ランプの左右</translation>
    </message>
    <message>
        <source>Height of the lamp</source>
        <translation>ランプの高さ</translation>
    </message>
    <message>
        <source>Warmth of the lamp</source>
        <translation>ランプの暖かさ</translation>
    </message>
    <message>
        <source>Softness of the lamp</source>
        <translation>ランプの柔らかさ</translation>
    </message>
    <message>
        <source>Gloss under the lamp</source>
        <translation>ランプによるつや</translation>
    </message>
    <message>
        <source>Whiteness of the teeth</source>
        <translation>歯の白さ</translation>
    </message>
    <message>
        <source>Warmth of the teeth</source>
        <translation>歯の暖かさ</translation>
    </message>
    <message>
        <source>Light in the mouth</source>
        <translation>口の中の明るさ</translation>
    </message>
    <message>
        <source>Redness of the gums</source>
        <translation>歯ぐきの赤み</translation>
    </message>
    <message>
        <source>Redness of the tongue</source>
        <translation>舌の赤み</translation>
    </message>
    <message>
        <source>Learnt oil</source>
        <translation>学習した油彩</translation>
    </message>
    <message>
        <source>Learnt watercolour</source>
        <translation>学習した水彩</translation>
    </message>
    <message>
        <source>Learnt comic</source>
        <translation>学習したコミック</translation>
    </message>
    <message>
        <source>Learnt clay</source>
        <translation>学習したクレイ</translation>
    </message>
    <message>
        <source>Teal and orange</source>
        <translation>ティールとオレンジ</translation>
    </message>
    <message>
        <source>Faded film</source>
        <translation>色あせたフィルム</translation>
    </message>
    <message>
        <source>Newsprint</source>
        <translation>新聞印刷</translation>
    </message>
    <message>
        <source>Film noir</source>
        <translation>フィルムノワール</translation>
    </message>
    <message>
        <source>Oil portrait</source>
        <translation>油彩の肖像</translation>
    </message>
    <message>
        <source>Pencil</source>
        <translation>鉛筆</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Pop art</source>
        <translation>ポップアート</translation>
    </message>
    <message>
        <source>Porcelain</source>
        <translation>磁器</translation>
    </message>
    <message>
        <source>Brow</source>
        <translation>眉</translation>
    </message>
    <message>
        <source>Lid</source>
        <translation>まぶた</translation>
    </message>
    <message>
        <source>Cheek</source>
        <translation>頬</translation>
    </message>
    <message>
        <source>Nose</source>
        <translation>鼻</translation>
    </message>
    <message>
        <source>Corner of the mouth</source>
        <translation>口角</translation>
    </message>
    <message>
        <source>Caricature</source>
        <translation>カリカチュア</translation>
    </message>
    <message>
        <source>Caricature of the brows</source>
        <translation>眉のカリカチュア</translation>
    </message>
    <message>
        <source>Caricature of the eyes</source>
        <translation>目のカリカチュア</translation>
    </message>
    <message>
        <source>Caricature of the nose</source>
        <translation>鼻のカリカチュア</translation>
    </message>
    <message>
        <source>Caricature of the cheeks</source>
        <translation>頬のカリカチュア</translation>
    </message>
    <message>
        <source>Caricature of the mouth</source>
        <translation>口のカリカチュア</translation>
    </message>
    <message>
        <source>Caricature of the jaw</source>
        <translation>顎のカリカチュア</translation>
    </message>
    <message>
        <source>Caricature of the ears</source>
        <translation>耳のカリカチュア</translation>
    </message>
    <message>
        <source>Caricature of the skull</source>
        <translation>頭蓋のカリカチュア</translation>
    </message>
    <message>
        <source>Keep one-sidedness</source>
        <translation>左右の違いを残す</translation>
    </message>
    <message>
        <source>Curves and colour table</source>
        <translation>カーブとカラーテーブル</translation>
    </message>
    <message>
        <source>Strength of the curves</source>
        <translation>カーブの強さ</translation>
    </message>
    <message>
        <source>Strength of the colour table</source>
        <translation>カラーテーブルの強さ</translation>
    </message>
    <message>
        <source>Fine detail</source>
        <translation>細かなディテール</translation>
    </message>
    <message>
        <source>Fine detail of the mesh</source>
        <translation>メッシュの細かなディテール</translation>
    </message>
</context>
<context>
    <name>Deca</name>
    <message>
        <source>The fit begins with the face that DECA&apos;s networks read from the photo, and takes their wrinkles as fine detail</source>
        <translation>DECA のネットワークが写真から読み取った顔からフィットを始め、そのしわを細かなディテールとして使います</translation>
    </message>
    <message>
        <source>The networks of DECA in the model library are for another head model: published ones need a photo that is fitted on FLAME</source>
        <translation>モデルライブラリの DECA のネットワークは別の頭部モデル用です。公開されているものには FLAME でフィットする写真が必要です</translation>
    </message>
    <message>
        <source>For this, add DECA&apos;s networks (deca_model.tar) to the model library first</source>
        <translation>先に DECA のネットワーク (deca_model.tar) をモデルライブラリに追加してください</translation>
    </message>
</context>
<context>
    <name>Edit</name>
    <message>
        <source>Angle of view</source>
        <translation>画角</translation>
    </message>
    <message>
        <source>Solve the angle of view</source>
        <translation>画角を解く</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>似せ具合</translation>
    </message>
    <message>
        <source>Mirror landmarks</source>
        <translation>ランドマークを反転</translation>
    </message>
    <message>
        <source>Reset all landmarks</source>
        <translation>ランドマークをすべてリセット</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>すべてリセット</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>リセット</translation>
    </message>
    <message>
        <source>Paste pose</source>
        <translation>ポーズを貼り付け</translation>
    </message>
    <message>
        <source>Mirror pose</source>
        <translation>ポーズを反転</translation>
    </message>
    <message>
        <source>Preset: %1</source>
        <translation>表情: %1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1をリセット</translation>
    </message>
    <message>
        <source>Influence: %1</source>
        <translation>影響: %1</translation>
    </message>
    <message>
        <source>Bookmark %1</source>
        <translation>ブックマーク %1</translation>
    </message>
    <message>
        <source>Remove bookmark %1</source>
        <translation>ブックマーク %1 を削除</translation>
    </message>
    <message>
        <source>Move landmark %1</source>
        <translation>ランドマーク %1 を移動</translation>
    </message>
    <message>
        <source>Put back landmark %1</source>
        <translation>ランドマーク %1 を元の位置へ</translation>
    </message>
    <message>
        <source>Bring back landmark %1</source>
        <translation>ランドマーク %1 を戻す</translation>
    </message>
    <message>
        <source>Take away landmark %1</source>
        <translation>ランドマーク %1 を外す</translation>
    </message>
    <message>
        <source>Random values</source>
        <translation>ランダムな値</translation>
    </message>
    <message>
        <source>Look at a point</source>
        <translation>一点を見る</translation>
    </message>
    <message>
        <source>Key pose</source>
        <translation>ポーズをキーに</translation>
    </message>
    <message>
        <source>Move a handle</source>
        <translation>ハンドルを移動</translation>
    </message>
    <message>
        <source>Stretch keys</source>
        <translation>キーを伸縮</translation>
    </message>
    <message>
        <source>Move keys</source>
        <translation>キーを移動</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>フレームレート</translation>
    </message>
    <message>
        <source>Remove tracks</source>
        <translation>トラックを削除</translation>
    </message>
    <message>
        <source>Simplify curves</source>
        <translation>カーブを簡略化</translation>
    </message>
    <message>
        <source>Bake curves</source>
        <translation>カーブをベイク</translation>
    </message>
    <message>
        <source>Retime</source>
        <translation>リタイム</translation>
    </message>
    <message>
        <source>Mirror motion</source>
        <translation>モーションを反転</translation>
    </message>
    <message>
        <source>Blinks</source>
        <translation>まばたき</translation>
    </message>
    <message>
        <source>Small movements</source>
        <translation>小さな動き</translation>
    </message>
    <message>
        <source>Import motion</source>
        <translation>モーションをインポート</translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation>キーを削除</translation>
    </message>
    <message>
        <source>Change tangents</source>
        <translation>接線を変更</translation>
    </message>
    <message>
        <source>Change handles</source>
        <translation>ハンドルを変更</translation>
    </message>
    <message>
        <source>Paste keys</source>
        <translation>キーを貼り付け</translation>
    </message>
    <message>
        <source>Add keys</source>
        <translation>キーを追加</translation>
    </message>
    <message>
        <source>Start of the range</source>
        <translation>範囲の始め</translation>
    </message>
    <message>
        <source>End of the range</source>
        <translation>範囲の終わり</translation>
    </message>
    <message>
        <source>Turn the head</source>
        <translation>頭を回す</translation>
    </message>
    <message>
        <source>Move the jaw</source>
        <translation>顎を動かす</translation>
    </message>
    <message>
        <source>Turn the gaze</source>
        <translation>視線を動かす</translation>
    </message>
    <message>
        <source>Fit again</source>
        <translation>再フィット</translation>
    </message>
    <message>
        <source>Look: %1, learnt</source>
        <translation>ルック: %1(学習)</translation>
    </message>
    <message>
        <source>Look: %1</source>
        <translation>ルック: %1</translation>
    </message>
    <message>
        <source>Strength of the look</source>
        <translation>ルックの強さ</translation>
    </message>
    <message>
        <source>Motion from a video</source>
        <translation>ビデオからの動き</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>サウンドトラック</translation>
    </message>
    <message>
        <source>Remove the sound</source>
        <translation>サウンドを削除</translation>
    </message>
    <message>
        <source>Move the sound</source>
        <translation>サウンドを移動</translation>
    </message>
    <message>
        <source>Mute the sound</source>
        <translation>サウンドをミュート</translation>
    </message>
    <message>
        <source>Colour table</source>
        <translation>カラーテーブル</translation>
    </message>
    <message>
        <source>Drag: %1</source>
        <translation>ドラッグ: %1</translation>
    </message>
    <message>
        <source>Tone curve</source>
        <translation>トーンカーブ</translation>
    </message>
    <message>
        <source>Remove the colour table</source>
        <translation>カラーテーブルを外す</translation>
    </message>
    <message>
        <source>Change a clip</source>
        <translation>クリップを変更</translation>
    </message>
    <message>
        <source>Rename a clip</source>
        <translation>クリップの名前を変更</translation>
    </message>
    <message>
        <source>Move a clip</source>
        <translation>クリップを移動</translation>
    </message>
    <message>
        <source>Trim a clip</source>
        <translation>クリップをトリミング</translation>
    </message>
    <message>
        <source>Remove a clip</source>
        <translation>クリップを削除</translation>
    </message>
    <message>
        <source>Clip of keys</source>
        <translation>キーからクリップを作成</translation>
    </message>
    <message>
        <source>Double a clip</source>
        <translation>クリップを複製</translation>
    </message>
    <message>
        <source>Turn a clip into keys</source>
        <translation>クリップをキーに変換</translation>
    </message>
    <message>
        <source>Clip of motion</source>
        <translation>モーションクリップ</translation>
    </message>
    <message>
        <source>Another photo</source>
        <translation>別の写真</translation>
    </message>
    <message>
        <source>Range of the timeline</source>
        <translation>タイムラインの範囲</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Start from DECA</source>
        <translation>DECA から始める</translation>
    </message>
    <message>
        <source>Start without DECA</source>
        <translation>DECA を使わずに始める</translation>
    </message>
    <message>
        <source>Landmarks from a file</source>
        <translation>ファイルのランドマーク</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>No face was found in %1</source>
        <translation>%1 に顔が見つかりません</translation>
    </message>
    <message>
        <source>Try a photo that shows the whole face from the front, sharp and evenly lit.</source>
        <translation>顔全体が正面から写った、鮮明で光が均一な写真をお試しください。</translation>
    </message>
    <message>
        <source>Try a photo that shows the whole face, roughly from the front.</source>
        <translation>顔全体がほぼ正面から写った写真をお試しください。</translation>
    </message>
    <message>
        <source>There is not enough memory to read %1</source>
        <translation>%1 を読み込むメモリが足りません</translation>
    </message>
    <message>
        <source>There is not enough memory to unpack %1</source>
        <translation>%1 を展開するメモリが足りません</translation>
    </message>
    <message>
        <source>%1 is a kind of picture that Effigy does not read</source>
        <translation>%1 は Effigy が読めない種類の画像です</translation>
    </message>
    <message>
        <source>Save it as JPEG, PNG, WebP, TIFF or HEIC.</source>
        <translation>JPEG、PNG、WebP、TIFF、HEIC のいずれかで保存してください。</translation>
    </message>
    <message>
        <source>%1 is not a picture</source>
        <translation>%1 は画像ではありません</translation>
    </message>
    <message>
        <source>Choose a photo: JPEG, PNG, WebP, TIFF or HEIC.</source>
        <translation>写真を選んでください: JPEG、PNG、WebP、TIFF、HEIC。</translation>
    </message>
    <message>
        <source>%1 is empty (0 bytes)</source>
        <translation>%1 は空です(0 バイト)</translation>
    </message>
    <message>
        <source>Copy or download the photo again.</source>
        <translation>写真をもう一度コピーまたはダウンロードしてください。</translation>
    </message>
    <message>
        <source>%1 is larger than any photo Effigy reads</source>
        <translation>%1 は Effigy が読める大きさを超えています</translation>
    </message>
    <message>
        <source>Make the photo smaller.</source>
        <translation>写真を小さくしてください。</translation>
    </message>
    <message>
        <source>%1 is too large for an interlaced PNG</source>
        <translation>%1 はインターレース PNG としては大きすぎます</translation>
    </message>
    <message>
        <source>Save it without interlacing, or make it smaller.</source>
        <translation>インターレースなしで保存するか、小さくしてください。</translation>
    </message>
    <message>
        <source>%1 is too large for a TIFF of its kind</source>
        <translation>%1 はこの種の TIFF としては大きすぎます</translation>
    </message>
    <message>
        <source>%1 is a kind of TIFF that cannot be read here (%2)</source>
        <translation>%1 はここでは読めない種類の TIFF です(%2)</translation>
    </message>
    <message>
        <source>Save it as JPEG or PNG.</source>
        <translation>JPEG か PNG で保存してください。</translation>
    </message>
    <message>
        <source>%1 cannot be read here (%2)</source>
        <translation>%1 はここでは読めません(%2)</translation>
    </message>
    <message>
        <source>Save the photo as JPEG.</source>
        <translation>写真を JPEG で保存してください。</translation>
    </message>
    <message>
        <source>%1 is an animation</source>
        <translation>%1 はアニメーションです</translation>
    </message>
    <message>
        <source>Choose a still photo.</source>
        <translation>静止画を選んでください。</translation>
    </message>
    <message>
        <source>Most of the face lies outside of the photo</source>
        <translation>顔の大部分が写真の外にあります</translation>
    </message>
    <message>
        <source>Choose a photo that shows the whole face</source>
        <translation>顔全体が写った写真を選んでください</translation>
    </message>
    <message>
        <source>The face is seen too much from the side</source>
        <translation>顔が横を向きすぎています</translation>
    </message>
    <message>
        <source>Choose a photo that shows both eyes</source>
        <translation>両目が写った写真を選んでください</translation>
    </message>
    <message>
        <source>The landmarks do not form a face</source>
        <translation>ランドマークが顔の形になっていません</translation>
    </message>
    <message>
        <source>Choose another photo, or place the landmarks by hand</source>
        <translation>別の写真を選ぶか、ランドマークを手で置いてください</translation>
    </message>
    <message>
        <source>Too few landmarks are left to tell how the head is turned</source>
        <translation>残ったランドマークが少なく、頭の向きが分かりません</translation>
    </message>
    <message>
        <source>Bring back landmarks of eyes, nose and mouth</source>
        <translation>目・鼻・口のランドマークを戻してください</translation>
    </message>
    <message>
        <source>%1 cannot be read as a picture.</source>
        <translation>%1 は画像として読めません。</translation>
    </message>
    <message>
        <source>Choose another picture for the background.</source>
        <translation>背景に別の画像を選んでください。</translation>
    </message>
    <message>
        <source>There is no project %1</source>
        <translation>プロジェクト %1 がありません</translation>
    </message>
    <message>
        <source>Look for it with Open</source>
        <translation>「開く」で探してください</translation>
    </message>
    <message>
        <source>%1 is not a file</source>
        <translation>%1 はファイルではありません</translation>
    </message>
    <message>
        <source>%1 is not an Effigy project</source>
        <translation>%1 は Effigy のプロジェクトではありません</translation>
    </message>
    <message>
        <source>Choose a file that ends in .effigy</source>
        <translation>.effigy で終わるファイルを選んでください</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 を読めません: %2</translation>
    </message>
    <message>
        <source>Check the file&apos;s permissions</source>
        <translation>ファイルの権限を確認してください</translation>
    </message>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1 は壊れています: %2</translation>
    </message>
    <message>
        <source>Open a copy or a backup of the project</source>
        <translation>プロジェクトのコピーかバックアップを開いてください</translation>
    </message>
    <message>
        <source>The offsets of the head are damaged</source>
        <translation>頭部のオフセットが壊れています</translation>
    </message>
    <message>
        <source>Open an older copy, or fit the photo again</source>
        <translation>古いコピーを開くか、写真をもう一度フィットしてください</translation>
    </message>
    <message>
        <source>The fit cannot be read: %1</source>
        <translation>フィットを読めません: %1</translation>
    </message>
    <message>
        <source>The landmarks that were found cannot be read</source>
        <translation>検出されたランドマークを読めません</translation>
    </message>
    <message>
        <source>Open an older copy of the project</source>
        <translation>プロジェクトの古いコピーを開いてください</translation>
    </message>
    <message>
        <source>A picture in the project is damaged: %1</source>
        <translation>プロジェクト内の画像が壊れています: %1</translation>
    </message>
    <message>
        <source>%1 is read-only</source>
        <translation>%1 は読み取り専用です</translation>
    </message>
    <message>
        <source>Save a copy in another folder</source>
        <translation>別のフォルダーにコピーを保存してください</translation>
    </message>
    <message>
        <source>Save a copy in another folder first.</source>
        <translation>まず別のフォルダーにコピーを保存してください。</translation>
    </message>
    <message>
        <source>A copy of %1 cannot replace the project itself</source>
        <translation>%1 のコピーで元のプロジェクトを置き換えることはできません</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>別の名前を選んでください</translation>
    </message>
    <message>
        <source>Invert the photo again</source>
        <translation>アバターをもう一度チューニングしてください</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of Effigy (%2)</source>
        <translation>%1 は新しいバージョンの Effigy で作られました(%2)</translation>
    </message>
    <message>
        <source>Update Effigy; the file was not changed</source>
        <translation>Effigy を更新してください。ファイルは変更されていません</translation>
    </message>
    <message>
        <source>There is no home folder to keep unsaved projects in</source>
        <translation>未保存のプロジェクトを置くホームフォルダーがありません</translation>
    </message>
    <message>
        <source>There is no home folder to keep poses in</source>
        <translation>ポーズを置くホームフォルダーがありません</translation>
    </message>
    <message>
        <source>Set HOME or XDG_DATA_HOME</source>
        <translation>HOME か XDG_DATA_HOME を設定してください</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made: %2</source>
        <translation>フォルダー %1 を作れません: %2</translation>
    </message>
    <message>
        <source>The folder %1 cannot be written</source>
        <translation>フォルダー %1 に書き込めません</translation>
    </message>
    <message>
        <source>Check the permissions of your home folder</source>
        <translation>ホームフォルダーの権限を確認してください</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2</source>
        <translation>%1 を作れません: %2</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>%1 に書き込めません</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 に書き込めません: %2</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2</source>
        <translation>%1 を削除できません: %2</translation>
    </message>
    <message>
        <source>Check the permissions of the folder</source>
        <translation>フォルダーの権限を確認してください</translation>
    </message>
    <message>
        <source>Check the disk&apos;s room and the permissions of your home folder</source>
        <translation>ディスクの空きとホームフォルダーの権限を確認してください</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1 に書き込めません: %2</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 を読めません: %2</translation>
    </message>
    <message>
        <source>Check that the file exists and may be read</source>
        <translation>ファイルがあり、読み取れるか確認してください</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>別のフォルダーを選ぶか、空きを作ってください。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>別のフォルダーを選んでください</translation>
    </message>
    <message>
        <source>There is no folder %1</source>
        <translation>フォルダー %1 がありません</translation>
    </message>
    <message>
        <source>Create it first, or choose another.</source>
        <translation>先に作るか、別のものを選んでください。</translation>
    </message>
    <message>
        <source>%1 is a folder</source>
        <translation>%1 はフォルダーです</translation>
    </message>
    <message>
        <source>Give the name of a file.</source>
        <translation>ファイル名を指定してください。</translation>
    </message>
    <message>
        <source>There is no file %1</source>
        <translation>ファイル %1 がありません</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>名前を確認してください。</translation>
    </message>
    <message>
        <source>%1 is too large (%2 MiB)</source>
        <translation>%1 は大きすぎます(%2 MiB)</translation>
    </message>
    <message>
        <source>The picture could not be written to your pictures folder.</source>
        <translation>画像をピクチャフォルダーに書き込めませんでした。</translation>
    </message>
    <message>
        <source>Check that the folder exists and that the disk has room.</source>
        <translation>フォルダーがあり、ディスクに空きがあるか確認してください。</translation>
    </message>
    <message>
        <source>There is no memory for a frame of the film</source>
        <translation>動画の 1 フレーム分のメモリがありません</translation>
    </message>
    <message>
        <source>Choose a smaller size.</source>
        <translation>小さいサイズを選んでください。</translation>
    </message>
    <message>
        <source>Pictures cannot be written as %1</source>
        <translation>画像を %1 として書き込めません</translation>
    </message>
    <message>
        <source>Choose a name that ends in .png, .jpg or .webp</source>
        <translation>.png、.jpg、.webp で終わる名前を選んでください</translation>
    </message>
    <message>
        <source>Films cannot be written as %1</source>
        <translation>動画を %1 として書き込めません</translation>
    </message>
    <message>
        <source>Choose a name that ends in .mp4, .webm, .mov, .gif or .png</source>
        <translation>.mp4、.webm、.mov、.gif、.png で終わる名前を選んでください</translation>
    </message>
    <message>
        <source>Meshes cannot be written as %1</source>
        <translation>メッシュを %1 として書き込めません</translation>
    </message>
    <message>
        <source>Choose a name that ends in .glb, .obj or .ply</source>
        <translation>.glb、.obj、.ply で終わる名前を選んでください</translation>
    </message>
    <message>
        <source>The photo has not been turned into an avatar yet</source>
        <translation>写真はまだアバターになっていません</translation>
    </message>
    <message>
        <source>Invert it first, or look at the mesh</source>
        <translation>先にチューニングするか、メッシュを表示してください</translation>
    </message>
    <message>
        <source>The timeline of the project has no keys</source>
        <translation>プロジェクトのタイムラインにキーがありません</translation>
    </message>
    <message>
        <source>The presets in %1 cannot be read: %2</source>
        <translation>%1 のプリセットを読めません: %2</translation>
    </message>
    <message>
        <source>The timecodes of the table do not go forward</source>
        <translation>表のタイムコードが前に進んでいません</translation>
    </message>
    <message>
        <source>Frames a second may be wrong: give them</source>
        <translation>フレームレートが違うかもしれません。指定してください</translation>
    </message>
    <message>
        <source>A key has a time or a value that is no moment of a timeline</source>
        <translation>タイムラインにない時間か値のキーがあります</translation>
    </message>
    <message>
        <source>Times go from 0 to 24 hours</source>
        <translation>時間は 0 から 24 時間です</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1 がありません</translation>
    </message>
    <message>
        <source>Install Debian&apos;s package libdlib-data, or set EFFIGY_LANDMARK_MODEL to the file.</source>
        <translation>Debian パッケージ libdlib-data を入れるか、EFFIGY_LANDMARK_MODEL にファイルを指定してください。</translation>
    </message>
    <message>
        <source>Install Debian&apos;s package libdlib-data again.</source>
        <translation>Debian パッケージ libdlib-data を入れ直してください。</translation>
    </message>
    <message>
        <source>%1 is damaged or something else</source>
        <translation>%1 は壊れているか、別のものです</translation>
    </message>
    <message>
        <source>The avatar&apos;s weights belong to another generator: %1</source>
        <translation>アバターの重みは別のジェネレーターのものです: %1</translation>
    </message>
    <message>
        <source>Invert the photo again with the generator that is installed</source>
        <translation>今あるジェネレーターでもう一度チューニングしてください</translation>
    </message>
    <message>
        <source>The latents of the avatar do not fit the generator &quot;%1&quot;</source>
        <translation>アバターの潜在変数がジェネレーター「%1」に合いません</translation>
    </message>
    <message>
        <source>%1 is no file</source>
        <translation>%1 はファイルではありません</translation>
    </message>
    <message>
        <source>Give the file of a model</source>
        <translation>モデルのファイルを指定してください</translation>
    </message>
    <message>
        <source>%1 has an ending that no model has</source>
        <translation>%1 の拡張子はモデルのものではありません</translation>
    </message>
    <message>
        <source>A model cannot be called &quot;%1&quot;</source>
        <translation>モデルに「%1」という名前は付けられません</translation>
    </message>
    <message>
        <source>Use letters, digits, &apos;-&apos;, &apos;_&apos; and &apos;.&apos;, up to 80 of them</source>
        <translation>英数字と &apos;-&apos;、&apos;_&apos;、&apos;.&apos; を 80 文字まで使えます</translation>
    </message>
    <message>
        <source>There is a model &quot;%1&quot; already</source>
        <translation>モデル「%1」は既にあります</translation>
    </message>
    <message>
        <source>Choose another name, or remove that one</source>
        <translation>別の名前を選ぶか、それを削除してください</translation>
    </message>
    <message>
        <source>Make room, or set EFFIGY_MODELS to another folder</source>
        <translation>空きを作るか、EFFIGY_MODELS に別のフォルダーを指定してください</translation>
    </message>
    <message>
        <source>The model that ships with Effigy stays</source>
        <translation>Effigy 付属のモデルは削除できません</translation>
    </message>
    <message>
        <source>The generator cannot be used: %1</source>
        <translation>ジェネレーターを使えません: %1</translation>
    </message>
    <message>
        <source>The generator&apos;s description is not usable: %1</source>
        <translation>ジェネレーターの記述を使えません: %1</translation>
    </message>
    <message>
        <source>The file belongs to another kind of model or another version</source>
        <translation>このファイルは別の種類か別の版のモデルのものです</translation>
    </message>
    <message>
        <source>There is no generator at %1</source>
        <translation>%1 にジェネレーターがありません</translation>
    </message>
    <message>
        <source>Choose another model in the model library</source>
        <translation>モデルライブラリで別のモデルを選んでください</translation>
    </message>
    <message>
        <source>%1 cannot be read safely: %2</source>
        <translation>%1 を安全に読めません: %2</translation>
    </message>
    <message>
        <source>The file may be damaged, or hold something other than a model</source>
        <translation>ファイルが壊れているか、モデルではない可能性があります</translation>
    </message>
    <message>
        <source>%1 is not a sound safetensors file: %2</source>
        <translation>%1 は正しい safetensors ファイルではありません: %2</translation>
    </message>
    <message>
        <source>%1 is not a sound archive: %2</source>
        <translation>%1 は正しいアーカイブではありません: %2</translation>
    </message>
    <message>
        <source>The file may be damaged or cut short; fetch it again</source>
        <translation>ファイルが壊れているか途中で切れています。もう一度取得してください</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>このためのメモリが足りません。</translation>
    </message>
    <message>
        <source>Close other programs or choose a smaller size.</source>
        <translation>他のプログラムを閉じるか、小さいサイズを選んでください。</translation>
    </message>
    <message>
        <source>Your work is saved. Please report this with the details.</source>
        <translation>作業は保存されています。詳細を添えてご報告ください。</translation>
    </message>
    <message>
        <source>Effigy&apos;s own resources were not found</source>
        <translation>Effigy 自身のリソースが見つかりません</translation>
    </message>
    <message>
        <source>Reinstall Effigy, or set EFFIGY_RESOURCES to the folder that holds them.</source>
        <translation>Effigy を入れ直すか、EFFIGY_RESOURCES にそのフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>Effigy&apos;s own file %1 is missing</source>
        <translation>Effigy のファイル %1 がありません</translation>
    </message>
    <message>
        <source>Reinstall Effigy, or set EFFIGY_RESOURCES to the folder that holds it.</source>
        <translation>Effigy を入れ直すか、EFFIGY_RESOURCES にそのフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>The worker program could not be started: %1</source>
        <translation>ワーカープログラムを起動できません: %1</translation>
    </message>
    <message>
        <source>Reinstall Effigy, so that the command line program “effigy” lies beside the studio.</source>
        <translation>コマンド「effigy」がスタジオと並ぶよう、Effigy を入れ直してください。</translation>
    </message>
    <message>
        <source>The worker stopped unexpectedly. Perhaps the memory ran out.</source>
        <translation>ワーカーが突然終了しました。メモリ不足かもしれません。</translation>
    </message>
    <message>
        <source>Nothing was lost. Close other programs or choose a lower quality, then try again.</source>
        <translation>何も失われていません。他のプログラムを閉じるか品質を下げて、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The worker ended with code %1 and gave no result.</source>
        <translation>ワーカーがコード %1 で終了し、結果がありません。</translation>
    </message>
    <message>
        <source>Try again. If it happens again, copy the details into a report.</source>
        <translation>もう一度お試しください。繰り返す場合は、詳細をコピーしてご報告ください。</translation>
    </message>
    <message>
        <source>The project has the photo %1 already</source>
        <translation>プロジェクトには写真 %1 がすでにあります</translation>
    </message>
    <message>
        <source>Choose another photo of the same person</source>
        <translation>同じ人の別の写真を選んでください</translation>
    </message>
    <message>
        <source>What is saved needs a name</source>
        <translation>保存するものには名前が必要です</translation>
    </message>
    <message>
        <source>A learnt look belongs to its avatar and cannot be saved for others</source>
        <translation>学習したルックはそのアバターのもので、ほかのアバター用には保存できません</translation>
    </message>
    <message>
        <source>Set the learnt looks to nothing, or keep the look in the project</source>
        <translation>学習したルックをゼロにするか、ルックをプロジェクトに残してください</translation>
    </message>
    <message>
        <source>%1 is not a video</source>
        <translation>%1 はビデオではありません</translation>
    </message>
    <message>
        <source>Choose a video (MP4, MOV, WebM, MKV, GIF) or a folder of pictures.</source>
        <translation>ビデオ (MP4、MOV、WebM、MKV、GIF) または画像のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Copy or download the video again.</source>
        <translation>ビデオをもう一度コピーまたはダウンロードしてください。</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 を読めません</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions</source>
        <translation>フォルダーの権限を確認してください</translation>
    </message>
    <message>
        <source>%1 has sound but no pictures</source>
        <translation>%1 には音声だけがあり、映像がありません</translation>
    </message>
    <message>
        <source>Choose another video.</source>
        <translation>別のビデオを選んでください。</translation>
    </message>
    <message>
        <source>%1 has no pictures</source>
        <translation>%1 には画像がありません</translation>
    </message>
    <message>
        <source>%1 has no pictures in that range of time</source>
        <translation>%1 のその時間の範囲には画像がありません</translation>
    </message>
    <message>
        <source>Choose another range.</source>
        <translation>別の範囲を選んでください。</translation>
    </message>
    <message>
        <source>%1 is packed in a way that cannot be read here (%2)</source>
        <translation>%1 の形式はここでは読めません (%2)</translation>
    </message>
    <message>
        <source>Save the video as MP4 with H.264.</source>
        <translation>ビデオを MP4 (H.264) で保存してください。</translation>
    </message>
    <message>
        <source>%1 has pictures of %2 pixels</source>
        <translation>%1 の画像は %2 ピクセルあります</translation>
    </message>
    <message>
        <source>Make the video smaller: 1280 pixels across are plenty.</source>
        <translation>ビデオを小さくしてください。幅 1280 ピクセルで十分です。</translation>
    </message>
    <message>
        <source>%1 has another size than the first picture of its folder</source>
        <translation>%1 の大きさがフォルダーの最初の画像と違います</translation>
    </message>
    <message>
        <source>Give all pictures of the folder one size.</source>
        <translation>フォルダーの画像をすべて同じ大きさにしてください。</translation>
    </message>
    <message>
        <source>Choose a video that shows one face from the front, sharp and evenly lit.</source>
        <translation>顔が正面から、はっきりと均一な光で写っているビデオを選んでください。</translation>
    </message>
    <message>
        <source>The head of this project is of another kind than the one that videos are tracked with</source>
        <translation>このプロジェクトの頭部は、ビデオの追跡に使うものと種類が違います</translation>
    </message>
    <message>
        <source>Let the person&apos;s shape be found from the video</source>
        <translation>人物の形をビデオから求めてください</translation>
    </message>
    <message>
        <source>There is no face encoder, which videos are tracked with</source>
        <translation>ビデオの追跡に使う顔エンコーダーがありません</translation>
    </message>
    <message>
        <source>Install Effigy again, or train one: effigy train encoder</source>
        <translation>Effigy を再インストールするか、学習してください: effigy train encoder</translation>
    </message>
    <message>
        <source>No photo can be inverted into the generator %1</source>
        <translation>ジェネレーター %1 に写真を取り込むことはできません</translation>
    </message>
    <message>
        <source>Choose the embedded generator, one made by &quot;effigy train init&quot;, or a published Next3D snapshot</source>
        <translation>付属のジェネレーター、「effigy train init」で作ったもの、または公開されている Next3D のスナップショットを選んでください</translation>
    </message>
    <message>
        <source>The generator %1 is driven by another head model than %2</source>
        <translation>ジェネレーター %1 を動かす頭部モデルは %2 ではありません</translation>
    </message>
    <message>
        <source>Reconstruct the photo with --head free</source>
        <translation>--head free を付けて写真を再構成してください</translation>
    </message>
    <message>
        <source>The head model &quot;%1&quot; is not installed</source>
        <translation>頭部モデル「%1」はインストールされていません</translation>
    </message>
    <message>
        <source>The mouth lies outside the picture that the generator works on</source>
        <translation>口がジェネレーターの扱う画像の外にあります</translation>
    </message>
    <message>
        <source>Check the head&apos;s position: its origin should be near the middle of the skull</source>
        <translation>頭の位置を確認してください。原点は頭蓋の中央付近にあるはずです</translation>
    </message>
    <message>
        <source>%1 is not a sound file</source>
        <translation>%1 はサウンドファイルではありません</translation>
    </message>
    <message>
        <source>Choose a WAV, FLAC, MP3, M4A or OGG file.</source>
        <translation>WAV、FLAC、MP3、M4A、OGG のいずれかのファイルを選んでください。</translation>
    </message>
    <message>
        <source>Copy or download the sound again.</source>
        <translation>サウンドをもう一度コピーまたはダウンロードしてください。</translation>
    </message>
    <message>
        <source>%1 has no sound</source>
        <translation>%1 には音声がありません</translation>
    </message>
    <message>
        <source>Save the sound as WAV or FLAC.</source>
        <translation>サウンドを WAV または FLAC で保存してください。</translation>
    </message>
    <message>
        <source>%1 is longer than %2 minutes</source>
        <translation>%1 は %2 分より長いです</translation>
    </message>
    <message>
        <source>Cut out the part that you need.</source>
        <translation>必要な部分を切り出してください。</translation>
    </message>
    <message>
        <source>%1 is cut off: %2 of %3 seconds could be read</source>
        <translation>%1 は途中で切れています。%3 秒のうち %2 秒を読み込めました</translation>
    </message>
    <message>
        <source>No encoder for sound is installed (%1)</source>
        <translation>音声のエンコーダーがインストールされていません（%1）</translation>
    </message>
    <message>
        <source>Install FFmpeg&apos;s libraries with that encoder, or export without sound.</source>
        <translation>そのエンコーダーを含む FFmpeg のライブラリをインストールするか、音声なしでエクスポートしてください。</translation>
    </message>
    <message>
        <source>%1 is no .cube file: it does not say how large its table is</source>
        <translation>%1 は .cube ファイルではありません。テーブルの大きさが書かれていません</translation>
    </message>
    <message>
        <source>%1 is damaged in line %2: %3</source>
        <translation>%1 は %2 行目が壊れています: %3</translation>
    </message>
    <message>
        <source>%1 is damaged: the domain of its table is empty</source>
        <translation>%1 は壊れています: テーブルの範囲が空です</translation>
    </message>
    <message>
        <source>Export the table again from the program that made it</source>
        <translation>テーブルを作ったプログラムから、もう一度書き出してください</translation>
    </message>
    <message>
        <source>%1 has a table of one dimension and one of three</source>
        <translation>%1 には 1 次元のテーブルと 3 次元のテーブルの両方があります</translation>
    </message>
    <message>
        <source>Export them as two files</source>
        <translation>2 つのファイルとして書き出してください</translation>
    </message>
    <message>
        <source>%1 has a table of %2 entries along an edge</source>
        <translation>%1 のテーブルは一辺に %2 個の値があります</translation>
    </message>
    <message>
        <source>Use one of %1 or less</source>
        <translation>%1 個以下のものを使ってください</translation>
    </message>
    <message>
        <source>The file holds no motion</source>
        <translation>このファイルにはモーションが入っていません</translation>
    </message>
    <message>
        <source>Motions are saved from the menu of a clip on the timeline</source>
        <translation>モーションはタイムラインのクリップのメニューから保存します</translation>
    </message>
    <message>
        <source>A clip needs keys at two moments at least</source>
        <translation>クリップには少なくとも2つの時刻のキーが必要です</translation>
    </message>
    <message>
        <source>Choose more keys</source>
        <translation>キーをもっと選択してください</translation>
    </message>
    <message>
        <source>%1 shows %2 faces, and none lies where the photo of the project has its face</source>
        <translation>%1 には顔が %2 つ写っていますが、プロジェクトの写真の顔と同じ位置のものがありません</translation>
    </message>
    <message>
        <source>Choose one of the faces</source>
        <translation>顔を一つ選んでください</translation>
    </message>
    <message>
        <source>%1 does not show the face as the photo of the project does: the landmarks differ by %2 % of the eye distance</source>
        <translation>%1 の顔の写り方はプロジェクトの写真と異なります。ランドマークが両目の間隔の %2 % ずれています</translation>
    </message>
    <message>
        <source>With --anew it is fitted as a new photo: what was corrected by hand in the fit is forgotten, all else stays</source>
        <translation>--anew を付けると新しい写真としてフィットします。フィットの手作業の修正は失われますが、ほかはすべて残ります</translation>
    </message>
    <message>
        <source>The project keeps no former photo</source>
        <translation>プロジェクトには以前の写真がありません</translation>
    </message>
    <message>
        <source>There is one once its photo has been replaced</source>
        <translation>写真を置き換えると保存されます</translation>
    </message>
    <message>
        <source>Models are .pkl files as Next3D publishes them, .tar files as DECA does, or .safetensors and .json files of Effigy</source>
        <translation>モデルは、Next3D が公開する .pkl、DECA が公開する .tar、または Effigy の .safetensors と .json のファイルです</translation>
    </message>
    <message>
        <source>%1 does not hold DECA&apos;s networks: %2</source>
        <translation>%1 に DECA のネットワークはありません: %2</translation>
    </message>
    <message>
        <source>Give deca_model.tar as it was published</source>
        <translation>公開されたままの deca_model.tar を指定してください</translation>
    </message>
    <message>
        <source>Give deca_model.tar as it was published, or what `effigy train deca` wrote</source>
        <translation>公開されたままの deca_model.tar か、`effigy train deca` が書いたものを指定してください</translation>
    </message>
    <message>
        <source>The model library has no networks of DECA for this photo, and its fit is to begin with them</source>
        <translation>モデルライブラリにこの写真用の DECA のネットワークがありません。フィットはそれから始めることになっています</translation>
    </message>
    <message>
        <source>Add them to the model library, or take “Start from DECA” back in the Fit workspace</source>
        <translation>モデルライブラリに追加するか、フィットのワークスペースで「DECA から始める」を取り消してください</translation>
    </message>
    <message>
        <source>The fitted head is shown meanwhile. Add that generator to the model library and open the project again, or tune the avatar anew</source>
        <translation>それまではフィットした頭部を表示します。そのジェネレーターをモデルライブラリに追加してプロジェクトを開き直すか、アバターをチューニングし直してください</translation>
    </message>
    <message>
        <source>%1 is no network that mattes heads: %2</source>
        <translation>%1 は頭部を切り抜くネットワークではありません: %2</translation>
    </message>
    <message>
        <source>There is no network that mattes heads: %1</source>
        <translation>頭部を切り抜くネットワークがありません: %1</translation>
    </message>
    <message>
        <source>Install Effigy again, or train one: effigy train matte</source>
        <translation>Effigy を再インストールするか、学習してください: effigy train matte</translation>
    </message>
    <message>
        <source>Reconstruct the photo with --head flame; the model library, or effigy head flame, adds that head model</source>
        <translation>--head flame で写真を再構築してください。その頭部モデルはモデルライブラリまたは effigy head flame で追加できます</translation>
    </message>
    <message>
        <source>Add FLAME&apos;s generic_model.pkl in the model library, or use &quot;effigy head flame&quot; or &quot;effigy head ict&quot;, or the free head.</source>
        <translation>モデルライブラリで FLAME の generic_model.pkl を追加するか、「effigy head flame」や「effigy head ict」、またはフリーの頭部を使ってください。</translation>
    </message>
    <message>
        <source>FLAME needs %1 beside it</source>
        <translation>FLAME と同じ場所に %1 が必要です</translation>
    </message>
    <message>
        <source>It comes with DECA, in its data folder: lay FLAME&apos;s file there, and add it from there.</source>
        <translation>DECA のデータフォルダーに含まれています。FLAME のファイルをそこに置き、そこから追加してください。</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>This picture cannot be used</source>
        <translation>この画像は使えません</translation>
    </message>
    <message>
        <source>No face was found</source>
        <translation>顔が見つかりません</translation>
    </message>
    <message>
        <source>This project is damaged</source>
        <translation>このプロジェクトは壊れています</translation>
    </message>
    <message>
        <source>This project comes from a newer Effigy</source>
        <translation>このプロジェクトは新しい Effigy のものです</translation>
    </message>
    <message>
        <source>A model is missing</source>
        <translation>モデルがありません</translation>
    </message>
    <message>
        <source>A model was refused</source>
        <translation>モデルを受け付けられません</translation>
    </message>
    <message>
        <source>A file cannot be read or written</source>
        <translation>ファイルを読み書きできません</translation>
    </message>
    <message>
        <source>The memory ran out</source>
        <translation>メモリが足りません</translation>
    </message>
    <message>
        <source>The graphics device failed</source>
        <translation>グラフィックスデバイスのエラー</translation>
    </message>
    <message>
        <source>This is not supported</source>
        <translation>対応していません</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>問題が発生しました</translation>
    </message>
    <message>
        <source>This video cannot be used</source>
        <translation>このビデオは使えません</translation>
    </message>
    <message>
        <source>This sound cannot be used</source>
        <translation>このサウンドは使用できません</translation>
    </message>
    <message>
        <source>This colour table cannot be used</source>
        <translation>このカラーテーブルは使えません</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Reconstruct %1</source>
        <translation>%1 を再構成</translation>
    </message>
    <message>
        <source>Fit %1 again</source>
        <translation>%1 を再フィット</translation>
    </message>
    <message>
        <source>Tune the avatar of %1</source>
        <translation>%1 のアバターをチューニング</translation>
    </message>
    <message>
        <source>Test this computer</source>
        <translation>このコンピューターをテスト</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 をエクスポート</translation>
    </message>
    <message>
        <source>Teach %1 the look “%2”</source>
        <translation>%1 にルック「%2」を学習させる</translation>
    </message>
    <message>
        <source>Follow the face in %1</source>
        <translation>%1 の顔を追跡</translation>
    </message>
    <message>
        <source>Make up head %1</source>
        <translation>頭部 %1 を作成</translation>
    </message>
    <message>
        <source>Replace the photo of %1</source>
        <translation>%1 の写真を置き換え</translation>
    </message>
    <message>
        <source>Former photo of %1</source>
        <translation>%1 の以前の写真</translation>
    </message>
</context>
<context>
    <name>KeyColumns</name>
    <message>
        <source>Show</source>
        <translation>表示内容</translation>
    </message>
    <message>
        <source>View</source>
        <translation>ビュー</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>ウィンドウ</translation>
    </message>
</context>
<context>
    <name>Manual</name>
    <message>
        <source>First steps</source>
        <translation>はじめに</translation>
    </message>
    <message>
        <source>The viewport</source>
        <translation>ビューポート</translation>
    </message>
    <message>
        <source>Photo and fit</source>
        <translation>写真とフィット</translation>
    </message>
    <message>
        <source>Shape and expression</source>
        <translation>形と表情</translation>
    </message>
    <message>
        <source>Poses and gaze</source>
        <translation>ポーズと視線</translation>
    </message>
    <message>
        <source>The timeline</source>
        <translation>タイムライン</translation>
    </message>
    <message>
        <source>Render and export</source>
        <translation>レンダーとエクスポート</translation>
    </message>
    <message>
        <source>The model library</source>
        <translation>モデルライブラリ</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>When something goes wrong</source>
        <translation>うまくいかないとき</translation>
    </message>
    <message>
        <source>The command line</source>
        <translation>コマンドライン</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>働き</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>ルック</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Middle drag: orbit  ·  Shift: pan  ·  Wheel: zoom  ·  Hold O: photo  ·  H: keys</source>
        <translation>中ドラッグ: 回転  ·  Shift: 移動  ·  ホイール: ズーム  ·  O を押す間: 写真  ·  H: キー一覧</translation>
    </message>
    <message>
        <source>Alt+left drag: orbit  ·  Alt+middle: pan  ·  Alt+right: zoom  ·  Hold O: photo  ·  H: keys</source>
        <translation>Alt+左ドラッグ: 回転  ·  Alt+中: 移動  ·  Alt+右: ズーム  ·  O を押す間: 写真  ·  H: キー一覧</translation>
    </message>
    <message>
        <source>Drag: orbit  ·  Shift+drag: pan  ·  Wheel: zoom  ·  Hold O: photo  ·  H: keys</source>
        <translation>ドラッグ: 回転  ·  Shift+ドラッグ: 移動  ·  ホイール: ズーム  ·  O を押す間: 写真  ·  H: キー一覧</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Report</source>
        <translation>レポート</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>写真</translation>
    </message>
    <message>
        <source>Open photo</source>
        <translation>写真を開く</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>プロジェクトを開く</translation>
    </message>
    <message>
        <source>Effigy projects</source>
        <translation>Effigy プロジェクト</translation>
    </message>
    <message>
        <source>Save project</source>
        <translation>プロジェクトを保存</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>モデルを追加</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Add a pose</source>
        <translation>ポーズを追加</translation>
    </message>
    <message>
        <source>Poses</source>
        <translation>ポーズ</translation>
    </message>
    <message>
        <source>Share the pose</source>
        <translation>ポーズを共有</translation>
    </message>
    <message>
        <source>Import a recorded motion</source>
        <translation>収録したモーションをインポート</translation>
    </message>
    <message>
        <source>Tables of Live Link Face</source>
        <translation>Live Link Face の表</translation>
    </message>
    <message>
        <source>Export the motion as a table</source>
        <translation>モーションを表としてエクスポート</translation>
    </message>
    <message>
        <source>Choose a face</source>
        <translation>顔を選ぶ</translation>
    </message>
    <message>
        <source>This photo shows several people. Whose head shall it be?</source>
        <translation>この写真には複数の人が写っています。誰の頭部を作りますか?</translation>
    </message>
    <message>
        <source>Face %1</source>
        <translation>顔 %1</translation>
    </message>
    <message>
        <source>Replace file?</source>
        <translation>ファイルを置き換えますか?</translation>
    </message>
    <message>
        <source>“%1” exists already. Replace it?</source>
        <translation>「%1」は既にあります。置き換えますか?</translation>
    </message>
    <message>
        <source>Stop the jobs?</source>
        <translation>ジョブを停止しますか?</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are still running. What they have so far will be kept.</source>
        <translation>
            <numerusform>%n 件のジョブが実行中です。ここまでの結果は保存されます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation>作業を続ける</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止して閉じる</translation>
    </message>
    <message>
        <source>Background colour</source>
        <translation>背景色</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>Nothing was written yet.</source>
        <translation>まだ何も書かれていません。</translation>
    </message>
    <message>
        <source>About Effigy</source>
        <translation>Effigy について</translation>
    </message>
    <message>
        <source>One photo in, a living 3D head out. Everything runs on this computer; no photo leaves it.</source>
        <translation>写真 1 枚から、生きた 3D の頭部へ。すべてこのコンピューターで動き、写真が外に出ることはありません。</translation>
    </message>
    <message>
        <source>Effigy is free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>Effigy は GNU General Public License バージョン 3 以降に基づく自由ソフトウェアで、無保証です。</translation>
    </message>
    <message>
        <source>The free head is built from CC0 data of the MakeHuman community. The sample photo is a work of the United States government.</source>
        <translation>フリーの頭部は MakeHuman コミュニティの CC0 データから作られました。サンプル写真は米国政府の著作物です。</translation>
    </message>
    <message>
        <source>Add photos of the same person</source>
        <translation>同じ人の写真を追加</translation>
    </message>
    <message>
        <source>Motion from a video</source>
        <translation>ビデオからの動き</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>ビデオ</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>サウンドトラック</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>サウンド</translation>
    </message>
    <message>
        <source>Colour table</source>
        <translation>カラーテーブル</translation>
    </message>
    <message>
        <source>Colour tables</source>
        <translation>カラーテーブル</translation>
    </message>
    <message>
        <source>Write the grade as a colour table</source>
        <translation>カラーグレードをカラーテーブルとして書き出す</translation>
    </message>
    <message>
        <source>Clip from a file</source>
        <translation>ファイルからクリップ</translation>
    </message>
    <message>
        <source>Clips of motion</source>
        <translation>モーションクリップ</translation>
    </message>
    <message>
        <source>Save the clip</source>
        <translation>クリップを保存</translation>
    </message>
</context>
<context>
    <name>Workspaces</name>
    <message>
        <source>Fit</source>
        <translation>フィット</translation>
    </message>
    <message>
        <source>Correct how the head was found in the photo</source>
        <translation>写真の中で頭部が見つかった位置を直す</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>シェイプ</translation>
    </message>
    <message>
        <source>Shape the face, control by control</source>
        <translation>コントロールごとに顔を形作る</translation>
    </message>
    <message>
        <source>Animate</source>
        <translation>アニメーション</translation>
    </message>
    <message>
        <source>Expressions, gaze and movement</source>
        <translation>表情、視線、動き</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>スタイル</translation>
    </message>
    <message>
        <source>Turn the avatar into a painting, a comic, a figure of clay</source>
        <translation>アバターを絵画・コミック・粘土像に変える</translation>
    </message>
    <message>
        <source>Render</source>
        <translation>レンダー</translation>
    </message>
    <message>
        <source>Take pictures, films and meshes away</source>
        <translation>画像・動画・メッシュを書き出す</translation>
    </message>
</context>
<context>
    <name>effigy::ui::CheatSheet</name>
    <message>
        <source>Keys of the viewport</source>
        <translation>ビューポートのキー</translation>
    </message>
    <message>
        <source>on</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>off</source>
        <translation>オフ</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ClipBar</name>
    <message>
        <source>Clip</source>
        <translation>クリップ</translation>
    </message>
    <message>
        <source>Name of the clip</source>
        <translation>クリップの名前</translation>
    </message>
    <message>
        <source>How the clip acts</source>
        <translation>クリップの働き方</translation>
    </message>
    <message>
        <source>Replaces: leads what lies beneath to its own values. Adds: moves what lies beneath on.</source>
        <translation>置き換え: 下にある動きをこのクリップの値に近づけます。加算: 下にある動きに足します。</translation>
    </message>
    <message>
        <source>Replaces</source>
        <translation>置き換え</translation>
    </message>
    <message>
        <source>Adds</source>
        <translation>加算</translation>
    </message>
    <message>
        <source>Mute the clip</source>
        <translation>クリップをミュート</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>At</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Where the clip begins on the timeline</source>
        <translation>タイムラインでクリップが始まる時刻</translation>
    </message>
    <message>
        <source>From</source>
        <translation>イン</translation>
    </message>
    <message>
        <source>What of the motion is played: its beginning</source>
        <translation>再生するモーションの範囲の始まり</translation>
    </message>
    <message>
        <source>To</source>
        <translation>アウト</translation>
    </message>
    <message>
        <source>What of the motion is played: its end</source>
        <translation>再生するモーションの範囲の終わり</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>How fast the motion is played</source>
        <translation>モーションを再生する速さ</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>反復</translation>
    </message>
    <message>
        <source>How often the motion is played</source>
        <translation>モーションを再生する回数</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>ウェイト</translation>
    </message>
    <message>
        <source>How strongly the clip acts</source>
        <translation>クリップの効きの強さ</translation>
    </message>
    <message>
        <source>Fade in</source>
        <translation>フェードイン</translation>
    </message>
    <message>
        <source>Seconds in which the clip sets in</source>
        <translation>クリップが効き始めるまでの秒数</translation>
    </message>
    <message>
        <source>Fade out</source>
        <translation>フェードアウト</translation>
    </message>
    <message>
        <source>Seconds in which the clip fades away</source>
        <translation>クリップが消えていく秒数</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ClipLane</name>
    <message>
        <source>Clips</source>
        <translation>クリップ</translation>
    </message>
    <message>
        <source>Clips of motion. Up and Down choose, Alt+Left and Alt+Right move the chosen one by frames, Delete removes it.</source>
        <translation>モーションクリップ。上下キーで選択、Alt+左とAlt+右で選択したクリップを1フレームずつ移動、Deleteで削除します。</translation>
    </message>
    <message>
        <source>Drag a clip to move it, its ends to trim it; with Alt the right end stretches it, with Ctrl it repeats it</source>
        <translation>クリップをドラッグすると移動、端をドラッグするとトリミングします。右端はAltで伸縮、Ctrlで反復します</translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n個のクリップ</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, from %2 to %3 s</source>
        <translation>%1、%2〜%3秒</translation>
    </message>
</context>
<context>
    <name>effigy::ui::CommandPalette</name>
    <message>
        <source>Search every command</source>
        <translation>すべてのコマンドを検索</translation>
    </message>
    <message>
        <source>Type a command, a control or an expression</source>
        <translation>コマンド、コントロール、表情の名前を入力</translation>
    </message>
    <message>
        <source>Commands that match</source>
        <translation>一致するコマンド</translation>
    </message>
    <message>
        <source>Nothing is called like that</source>
        <translation>該当するものはありません</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ControlGroup</name>
    <message>
        <source>Reset %1</source>
        <translation>%1をリセット</translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n 件変更</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::ControlPanel</name>
    <message>
        <source>Search controls</source>
        <translation>コントロールを検索</translation>
    </message>
    <message numerus="yes">
        <source>Search %n controls</source>
        <translation>
            <numerusform>%n 個から検索</numerusform>
        </translation>
    </message>
    <message>
        <source>Only changed controls</source>
        <translation>変更したコントロールのみ</translation>
    </message>
    <message>
        <source>Only favourites</source>
        <translation>お気に入りのみ</translation>
    </message>
    <message>
        <source>Both sides of the face move together</source>
        <translation>顔の左右を一緒に動かす</translation>
    </message>
    <message>
        <source>Random values for what is shown and not locked</source>
        <translation>表示中でロックされていないものをランダムな値に</translation>
    </message>
    <message>
        <source>A little</source>
        <translation>少し</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>半分</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>制限なし</translation>
    </message>
    <message>
        <source>Influence of regions</source>
        <translation>部位ごとの影響</translation>
    </message>
    <message>
        <source>No favourites here; the menu of a control makes it one</source>
        <translation>お気に入りはありません。コントロールのメニューから登録できます</translation>
    </message>
    <message>
        <source>Nothing is changed</source>
        <translation>変更はありません</translation>
    </message>
    <message>
        <source>No control matches “%1”</source>
        <translation>「%1」に一致するコントロールはありません</translation>
    </message>
</context>
<context>
    <name>effigy::ui::CurveEditor</name>
    <message>
        <source>Curve editor</source>
        <translation>カーブエディター</translation>
    </message>
    <message>
        <source>Curves of the shown tracks. Left and Right go by frames, with Ctrl by keys; Home fits.</source>
        <translation>表示中のトラックのカーブ。左右キーでフレーム移動、Ctrl でキー移動、Home で全体表示。</translation>
    </message>
</context>
<context>
    <name>effigy::ui::CurveField</name>
    <message>
        <source>Tone curve</source>
        <translation>トーンカーブ</translation>
    </message>
    <message>
        <source>Page Up and Down choose a point, arrows move it, Insert adds one, Delete removes it, Home straightens the curve.</source>
        <translation>Page Up と Page Down でポイントを選び、矢印キーで動かします。Insert で追加、Delete で削除、Home でカーブをまっすぐにします。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Tone curve&lt;/b&gt;&lt;br&gt;Click to add a point, drag it, remove it with the right button or Delete. Page Up and Down choose a point, arrows move it, Insert adds one, Home straightens the curve.</source>
        <translation>&lt;b&gt;トーンカーブ&lt;/b&gt;&lt;br&gt;クリックでポイントを追加し、ドラッグで動かし、右ボタンか Delete で削除します。Page Up と Page Down でポイントを選び、矢印キーで動かします。Insert で追加、Home でカーブをまっすぐにします。</translation>
    </message>
    <message>
        <source>Point %1 of %2: %3 becomes %4</source>
        <translation>ポイント %1/%2: %3 が %4 になります</translation>
    </message>
</context>
<context>
    <name>effigy::ui::DocumentCommands</name>
    <message>
        <source>A copy was saved as %1</source>
        <translation>コピーを %1 として保存しました</translation>
    </message>
    <message>
        <source>Exported %1</source>
        <translation>%1 をエクスポートしました</translation>
    </message>
    <message>
        <source>Open the project %1</source>
        <translation>プロジェクト %1 を開く</translation>
    </message>
    <message>
        <source>Make a head of %1</source>
        <translation>%1 から頭部を作る</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 を読み込み中…</translation>
    </message>
    <message>
        <source>Every change is saved as you make it</source>
        <translation>変更はその場で保存されます</translation>
    </message>
    <message>
        <source>Everything is saved. The project can get another name once the avatar is tuned.</source>
        <translation>すべて保存済みです。チューニングが終わると別の名前を付けられます。</translation>
    </message>
    <message>
        <source>Take the motion of %1</source>
        <translation>%1 の動きを取り込む</translation>
    </message>
    <message>
        <source>Open a project first: its avatar gets the motion of the video</source>
        <translation>先にプロジェクトを開いてください。そのアバターがビデオの動きを受け取ります</translation>
    </message>
    <message>
        <source>Everything is saved. The project can get another name once the video has been followed.</source>
        <translation>すべて保存されています。ビデオの追跡が終わると名前を変えられます。</translation>
    </message>
    <message>
        <source>Put the sound %1 on the timeline</source>
        <translation>サウンド %1 をタイムラインに配置</translation>
    </message>
    <message>
        <source>Making up head %1…</source>
        <translation>頭部 %1 を作成しています…</translation>
    </message>
    <message>
        <source>%1 is the photo that the project has; only its place was noted</source>
        <translation>%1 はプロジェクトの写真と同じです。場所だけを記録しました</translation>
    </message>
    <message>
        <source>The photo can be replaced once the avatar is tuned, or tuning is cancelled</source>
        <translation>写真は、アバターのチューニングが終わるか中止されてから置き換えられます</translation>
    </message>
    <message>
        <source>Add %1 to the model library</source>
        <translation>%1 をモデルライブラリに追加</translation>
    </message>
</context>
<context>
    <name>effigy::ui::DopeSheet</name>
    <message>
        <source>Dope sheet</source>
        <translation>ドープシート</translation>
    </message>
    <message>
        <source>Keys of all tracks. Left and Right go by frames, with Ctrl by keys.</source>
        <translation>全トラックのキー。左右キーでフレーム移動、Ctrl でキー移動。</translation>
    </message>
    <message>
        <source>No keys yet. Press K over a slider, or turn on automatic keys, to animate a control.</source>
        <translation>まだキーがありません。スライダーの上で K を押すか、自動キーをオンにします。</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>エクスポート</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ExportForm</name>
    <message>
        <source>PNG, with transparency</source>
        <translation>PNG(透過あり)</translation>
    </message>
    <message>
        <source>MP4, H.264</source>
        <translation>MP4、H.264</translation>
    </message>
    <message>
        <source>WebM, VP9 with transparency</source>
        <translation>WebM、VP9(透過あり)</translation>
    </message>
    <message>
        <source>Animated GIF</source>
        <translation>アニメーション GIF</translation>
    </message>
    <message>
        <source>GLB: 52 morphs, skeleton, texture</source>
        <translation>GLB: モーフ 52 個、スケルトン、テクスチャ</translation>
    </message>
    <message>
        <source>OBJ: the head as it is now, textured</source>
        <translation>OBJ: 今の形の頭部、テクスチャ付き</translation>
    </message>
    <message>
        <source>PLY: points and triangles</source>
        <translation>PLY: 点と三角形</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>カメラ</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>フレームレート</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>As in the viewport</source>
        <translation>ビューポートと同じ</translation>
    </message>
    <message>
        <source>As in the photo</source>
        <translation>写真と同じ</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> ピクセル</translation>
    </message>
    <message>
        <source> frames per second</source>
        <translation> フレーム/秒</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>参照…</translation>
    </message>
    <message>
        <source>Browse for a file</source>
        <translation>ファイルを参照</translation>
    </message>
    <message>
        <source>Export image</source>
        <translation>画像をエクスポート</translation>
    </message>
    <message>
        <source>Export mesh</source>
        <translation>メッシュをエクスポート</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>映像</translation>
    </message>
    <message>
        <source>Once around the head</source>
        <translation>頭部を一周</translation>
    </message>
    <message>
        <source>Range of the timeline</source>
        <translation>タイムラインの範囲</translation>
    </message>
    <message>
        <source>With sound</source>
        <translation>音声あり</translation>
    </message>
    <message>
        <source>The sound of the timeline; only MP4 films have it</source>
        <translation>タイムラインのサウンド。MP4 の映像だけに入ります</translation>
    </message>
    <message>
        <source>Export video</source>
        <translation>動画をエクスポート</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>Dark grey</source>
        <translation>濃いグレー</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ExportPanel</name>
    <message>
        <source>Image</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>動画</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>メッシュ</translation>
    </message>
</context>
<context>
    <name>effigy::ui::FirstRunGuide</name>
    <message>
        <source>Welcome to Effigy</source>
        <translation>Effigy へようこそ</translation>
    </message>
    <message>
        <source>Skip all</source>
        <translation>すべてスキップ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Which language?</source>
        <translation>どの言語にしますか?</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>How do you like to navigate?</source>
        <translation>視点操作はどれにしますか?</translation>
    </message>
    <message>
        <source>What the mouse does in the viewport. You can change it in View, Mouse habits.</source>
        <translation>ビューポートでのマウスの働きです。「ビュー」の「マウス操作」で変更できます。</translation>
    </message>
    <message>
        <source>Simple: dragging turns the head</source>
        <translation>シンプル: ドラッグで頭部を回転</translation>
    </message>
    <message>
        <source>As in Blender: the middle button</source>
        <translation>Blender 風: 中ボタン</translation>
    </message>
    <message>
        <source>As in Maya: Alt and a button</source>
        <translation>Maya 風: Alt とボタン</translation>
    </message>
    <message>
        <source>Light or dark?</source>
        <translation>明るい画面と暗い画面、どちらにしますか?</translation>
    </message>
    <message>
        <source>Greys without any tint, so that skin tones stay what they are. You can change it in Window, Theme.</source>
        <translation>肌の色が正しく見えるよう、色味のないグレーです。「ウィンドウ」の「テーマ」で変更できます。</translation>
    </message>
    <message>
        <source>Dark, for most work</source>
        <translation>ダーク: 普段の作業に</translation>
    </message>
    <message>
        <source>Light, for bright rooms</source>
        <translation>ライト: 明るい部屋に</translation>
    </message>
    <message>
        <source>High contrast, with bold lines</source>
        <translation>ハイコントラスト: 太い線で</translation>
    </message>
    <message>
        <source>How fast is this computer?</source>
        <translation>このコンピューターの速さは?</translation>
    </message>
    <message>
        <source>Effigy makes one picture of a head with the generator and takes the time. A few seconds.</source>
        <translation>ジェネレーターで頭部の画像を 1 枚作り、時間を測ります。数秒で終わります。</translation>
    </message>
    <message>
        <source>Test this computer</source>
        <translation>このコンピューターをテスト</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU、%n スレッド</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture that the test made</source>
        <translation>テストで作った画像</translation>
    </message>
    <message>
        <source>Everything is on board</source>
        <translation>すべて揃っています</translation>
    </message>
    <message>
        <source>Effigy brings a head model and a generator of its own. It works offline, and no photo leaves this computer. Official Next3D, DECA and FLAME files can be added where you have them and their licences allow it.</source>
        <translation>Effigy には独自の頭部モデルとジェネレーターが入っています。オフラインで動き、写真がこのコンピューターから出ることはありません。Next3D、DECA、FLAME の公式ファイルは、お持ちでライセンスが許す場合に追加できます。</translation>
    </message>
    <message>
        <source>Model library…</source>
        <translation>モデルライブラリ…</translation>
    </message>
    <message>
        <source>Your first head</source>
        <translation>最初の頭部</translation>
    </message>
    <message>
        <source>A sharp, evenly lit portrait with the whole face visible works best. The head stands after a few seconds; the avatar is tuned while you look around.</source>
        <translation>顔全体が写った、鮮明で光が均一なポートレートが最適です。頭部は数秒で現れ、見ている間にアバターがチューニングされます。</translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation>写真を開く…</translation>
    </message>
    <message>
        <source>Try the sample photo</source>
        <translation>サンプル写真を試す</translation>
    </message>
    <message>
        <source>Making a picture…</source>
        <translation>画像を作成中…</translation>
    </message>
    <message>
        <source>That is quick: dragging shows previews, and the full picture follows at once.</source>
        <translation>高速です。ドラッグ中はプレビュー、すぐに本画像が続きます。</translation>
    </message>
    <message>
        <source>That is enough: previews while you drag, the full picture when your hand rests.</source>
        <translation>十分です。ドラッグ中はプレビュー、手を止めると本画像になります。</translation>
    </message>
    <message>
        <source>That is slow. Work on the textured mesh, and let the avatar be tuned meanwhile.</source>
        <translation>低速です。テクスチャ付きメッシュで作業し、その間にチューニングを進めてください。</translation>
    </message>
    <message>
        <source>Done in %1 s, starting included. %2</source>
        <translation>起動を含めて %1 秒。%2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>The whole studio changes at once. You can change it in Edit, Preferences.</source>
        <translation>スタジオ全体がすぐに切り替わります。「編集」の「環境設定」で変更できます。</translation>
    </message>
</context>
<context>
    <name>effigy::ui::FitCanvas</name>
    <message>
        <source>Photo with landmarks</source>
        <translation>ランドマーク付きの写真</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>戻す</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>Put back where it was found</source>
        <translation>見つかった位置に戻す</translation>
    </message>
    <message>
        <source>Landmark %1: %2 % of the eyes&apos; distance off. Drag to move, Delete to take away.</source>
        <translation>ランドマーク %1: 目の間隔の %2 % のずれ。ドラッグで移動、Delete で外す。</translation>
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
        <translation>外す</translation>
    </message>
    <message>
        <source>The landmark does not count any more (Delete)</source>
        <translation>このランドマークを使わない (Delete)</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>元の位置へ</translation>
    </message>
    <message>
        <source>Back to where it was found (Backspace)</source>
        <translation>見つかった位置に戻す (Backspace)</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>反転</translation>
    </message>
    <message>
        <source>Do on the other side what was done on one</source>
        <translation>片側にしたことを反対側にも行う</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>すべてリセット</translation>
    </message>
    <message>
        <source>Every landmark back to where it was found</source>
        <translation>すべてのランドマークを見つかった位置に戻す</translation>
    </message>
    <message>
        <source>Solve</source>
        <translation>解く</translation>
    </message>
    <message>
        <source>Let the fit find the angle of view</source>
        <translation>画角をフィットに求めさせる</translation>
    </message>
    <message>
        <source>Fit again</source>
        <translation>再フィット</translation>
    </message>
    <message>
        <source>Make the head, its textures and its camera anew from these landmarks</source>
        <translation>これらのランドマークから頭部・テクスチャ・カメラを作り直す</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>ランドマーク</translation>
    </message>
    <message>
        <source>Camera and shape</source>
        <translation>カメラと形</translation>
    </message>
    <message>
        <source>What the fit is worth</source>
        <translation>フィットの確かさ</translation>
    </message>
    <message>
        <source>Show the fitted head</source>
        <translation>フィットした頭部を表示</translation>
    </message>
    <message>
        <source>Show how far landmarks are off</source>
        <translation>ランドマークのずれを表示</translation>
    </message>
    <message>
        <source>Angle of view</source>
        <translation>画角</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>似せ具合</translation>
    </message>
    <message>
        <source>Which face</source>
        <translation>どの顔か</translation>
    </message>
    <message>
        <source>How sure each region is</source>
        <translation>部位ごとの確かさ</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>部位</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>確度</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>可視</translation>
    </message>
    <message>
        <source>Face %1 of %2</source>
        <translation>顔 %1/%2</translation>
    </message>
    <message>
        <source>landmarks off by %1 of the eyes&apos; distance</source>
        <translation>ランドマークのずれは目の間隔の %1</translation>
    </message>
    <message>
        <source>skin off by %1 of its brightness</source>
        <translation>肌の明るさのずれは %1</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>戻す</translation>
    </message>
    <message>
        <source>Drag landmarks to where they belong. Left and Right go from one to the next.</source>
        <translation>ランドマークを正しい位置へドラッグします。左右キーで次へ移ります。</translation>
    </message>
    <message>
        <source>Landmark %1 does not count.</source>
        <translation>ランドマーク %1 は使われません。</translation>
    </message>
    <message>
        <source>Landmark %1: %2 of the eyes&apos; distance off.</source>
        <translation>ランドマーク %1: 目の間隔の %2 のずれ。</translation>
    </message>
    <message>
        <source>Landmarks are off by %1 of the eyes&apos; distance. Fitted in %2 ms.</source>
        <translation>ランドマークのずれは目の間隔の %1。フィット時間 %2 ms。</translation>
    </message>
    <message>
        <source>Forehead</source>
        <translation>額</translation>
    </message>
    <message>
        <source>Left brow</source>
        <translation>左眉</translation>
    </message>
    <message>
        <source>Right brow</source>
        <translation>右眉</translation>
    </message>
    <message>
        <source>Left eye</source>
        <translation>左目</translation>
    </message>
    <message>
        <source>Right eye</source>
        <translation>右目</translation>
    </message>
    <message>
        <source>Nose</source>
        <translation>鼻</translation>
    </message>
    <message>
        <source>Left cheek</source>
        <translation>左頬</translation>
    </message>
    <message>
        <source>Right cheek</source>
        <translation>右頬</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>口</translation>
    </message>
    <message>
        <source>Chin</source>
        <translation>あご先</translation>
    </message>
    <message>
        <source>The face is small (%1 pixels across): the texture will be soft.</source>
        <translation>顔が小さい(幅 %1 ピクセル)ため、テクスチャがぼやけます。</translation>
    </message>
    <message>
        <source>The face is blurred: form and texture will be soft.</source>
        <translation>顔がぼけているため、形とテクスチャが甘くなります。</translation>
    </message>
    <message>
        <source>The face is dark: its colours are unsure.</source>
        <translation>顔が暗いため、色が不確かです。</translation>
    </message>
    <message>
        <source>Part of the face lies beyond the photo&apos;s edge and is guessed.</source>
        <translation>顔の一部が写真の外にあり、推測されています。</translation>
    </message>
    <message>
        <source>The head is turned by %1 degrees: the far side is completed from the near one.</source>
        <translation>頭が %1 度横を向いています。奥の側は手前から補われます。</translation>
    </message>
    <message>
        <source>The head looks up or down by %1 degrees: its height is unsure.</source>
        <translation>頭が上下に %1 度傾いています。高さが不確かです。</translation>
    </message>
    <message>
        <source>The mouth is open: a neutral face gives a better rest pose.</source>
        <translation>口が開いています。無表情の方が基準ポーズに向きます。</translation>
    </message>
    <message>
        <source>The eyes are closed: their colour and gaze are guessed.</source>
        <translation>目が閉じています。色と視線は推測です。</translation>
    </message>
    <message>
        <source>The head does not reach all landmarks: check them, and move those that are wrong.</source>
        <translation>すべてのランドマークに届いていません。確認し、誤りを動かしてください。</translation>
    </message>
    <message>
        <source>The photo does not tell its angle of view: the distance was assumed.</source>
        <translation>写真に画角の情報がないため、距離は仮定です。</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>写真を追加…</translation>
    </message>
    <message>
        <source>More photos of the same person tell more of the shape; the head is fitted again</source>
        <translation>同じ人の写真が増えると形がより正確になります。頭部はもう一度合わせ直されます</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>Fit again without the chosen photo</source>
        <translation>選んだ写真なしで合わせ直す</translation>
    </message>
    <message>
        <source>Further photos of the person</source>
        <translation>この人のほかの写真</translation>
    </message>
    <message>
        <source>Show it in clay</source>
        <translation>クレイで表示</translation>
    </message>
    <message>
        <source>Fine detail</source>
        <translation>細かなディテール</translation>
    </message>
    <message>
        <source>Folds and wrinkles that the last whole fit found</source>
        <translation>前回の全体フィットで見つかったしわとひだ</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>置き換え…</translation>
    </message>
    <message>
        <source>A retouched picture of the photo, or one in higher resolution, in its place</source>
        <translation>レタッチした写真や高解像度の写真に置き換えます</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>写真</translation>
    </message>
    <message>
        <source>Where the photo was read from is not known; the project keeps it</source>
        <translation>写真の読み込み元は不明です。写真はプロジェクトに保存されています</translation>
    </message>
    <message>
        <source>Read from %1; the project keeps it</source>
        <translation>%1 から読み込みました。写真はプロジェクトに保存されています</translation>
    </message>
    <message>
        <source>Start from DECA</source>
        <translation>DECA から始める</translation>
    </message>
</context>
<context>
    <name>effigy::ui::GazeField</name>
    <message>
        <source>Gaze target</source>
        <translation>視線の目標</translation>
    </message>
    <message>
        <source>Arrow keys move the target, Delete centres it.</source>
        <translation>矢印キーで目標を動かし、Delete で中央に戻します。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Gaze target&lt;/b&gt;&lt;br&gt;Drag it to where the eyes shall look. Arrow keys move it, double-click looks straight ahead.</source>
        <translation>&lt;b&gt;視線の目標&lt;/b&gt;&lt;br&gt;目を向けたい所へドラッグします。矢印キーで移動、ダブルクリックで正面を見ます。</translation>
    </message>
    <message>
        <source>%1 % to the side, %2 % up</source>
        <translation>横に %1 %、上に %2 %</translation>
    </message>
</context>
<context>
    <name>effigy::ui::GazePad</name>
    <message>
        <source>Distance</source>
        <translation>距離</translation>
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
        <translation>赤</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>緑</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>青</translation>
    </message>
    <message>
        <source>Curve of all channels</source>
        <translation>すべてのチャンネルのカーブ</translation>
    </message>
    <message>
        <source>Curve of red</source>
        <translation>赤のカーブ</translation>
    </message>
    <message>
        <source>Curve of green</source>
        <translation>緑のカーブ</translation>
    </message>
    <message>
        <source>Curve of blue</source>
        <translation>青のカーブ</translation>
    </message>
    <message>
        <source>Colour table…</source>
        <translation>カラーテーブル…</translation>
    </message>
    <message>
        <source>&lt;b&gt;Colour table&lt;/b&gt;&lt;br&gt;Lays a .cube file of one or three dimensions on the picture, after everything else. It goes into the project.</source>
        <translation>&lt;b&gt;カラーテーブル&lt;/b&gt;&lt;br&gt;1 次元または 3 次元の .cube ファイルを、ほかのすべての後に画像に適用します。ファイルはプロジェクトに保存されます。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>Remove the colour table</source>
        <translation>カラーテーブルを外す</translation>
    </message>
    <message>
        <source>Write as .cube…</source>
        <translation>.cube として書き出す…</translation>
    </message>
    <message>
        <source>&lt;b&gt;Write as .cube&lt;/b&gt;&lt;br&gt;Colour grade, curves and colour table as one table for other programs.</source>
        <translation>&lt;b&gt;.cube として書き出す&lt;/b&gt;&lt;br&gt;カラーグレード、カーブ、カラーテーブルを、ほかのプログラム用の 1 つのテーブルにします。</translation>
    </message>
    <message>
        <source>No colour table</source>
        <translation>カラーテーブルなし</translation>
    </message>
    <message>
        <source>Colour table: %1</source>
        <translation>カラーテーブル: %1</translation>
    </message>
</context>
<context>
    <name>effigy::ui::GradePilot</name>
    <message>
        <source>%1 is laid on the picture</source>
        <translation>%1 を画像に適用しました</translation>
    </message>
    <message>
        <source>%1 is written</source>
        <translation>%1 を書き出しました</translation>
    </message>
</context>
<context>
    <name>effigy::ui::HistoryPanel</name>
    <message>
        <source>History of edits</source>
        <translation>編集の履歴</translation>
    </message>
    <message>
        <source>As in the photo</source>
        <translation>写真と同じ</translation>
    </message>
</context>
<context>
    <name>effigy::ui::JobCard</name>
    <message>
        <source>Reading the photo</source>
        <translation>写真を読み込み中</translation>
    </message>
    <message>
        <source>Finding the face</source>
        <translation>顔を検出中</translation>
    </message>
    <message>
        <source>Finding the pose</source>
        <translation>ポーズを推定中</translation>
    </message>
    <message>
        <source>Fitting the shape</source>
        <translation>形をフィット中</translation>
    </message>
    <message>
        <source>Measuring the light</source>
        <translation>光を測定中</translation>
    </message>
    <message>
        <source>Painting the texture</source>
        <translation>テクスチャを作成中</translation>
    </message>
    <message>
        <source>Cutting out the head</source>
        <translation>頭部を切り抜き中</translation>
    </message>
    <message>
        <source>Finding the likeness</source>
        <translation>似た顔を探索中</translation>
    </message>
    <message>
        <source>Painting other views</source>
        <translation>ほかの角度を作成中</translation>
    </message>
    <message>
        <source>Tuning the avatar</source>
        <translation>アバターをチューニング中</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>レンダリング中</translation>
    </message>
    <message>
        <source>Learning the look</source>
        <translation>ルックを学習中</translation>
    </message>
    <message>
        <source>Writing the film</source>
        <translation>動画を書き込み中</translation>
    </message>
    <message>
        <source>PSNR %1 dB</source>
        <translation>PSNR %1 dB</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 時間 %2 分</translation>
    </message>
    <message>
        <source>Latest picture of this job</source>
        <translation>このジョブの最新の画像</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進行状況</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Log…</source>
        <translation>ログ…</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>詳細…</translation>
    </message>
    <message>
        <source>Show result</source>
        <translation>結果を表示</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>順番待ち</translation>
    </message>
    <message>
        <source>Done in %1</source>
        <translation>%1で完了</translation>
    </message>
    <message>
        <source>Cancelled; what was finished until then is kept</source>
        <translation>キャンセルしました。そこまでの結果は残っています</translation>
    </message>
    <message>
        <source>The studio ended in the middle of this. It can go on.</source>
        <translation>途中でスタジオが終了しました。続きから再開できます。</translation>
    </message>
    <message>
        <source>Saving the last good state…</source>
        <translation>最後の良い状態を保存中…</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1 %2/%3</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>開始中…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Watching the video</source>
        <translation>ビデオを見ています</translation>
    </message>
    <message>
        <source>Finding the motion</source>
        <translation>動きを求めています</translation>
    </message>
    <message>
        <source>Making somebody up</source>
        <translation>人物を作成しています</translation>
    </message>
    <message>
        <source>Writing the avatar</source>
        <translation>アバターを書き込んでいます</translation>
    </message>
</context>
<context>
    <name>effigy::ui::JobsPanel</name>
    <message>
        <source>No jobs. Reconstruction, tuning and exports appear here.</source>
        <translation>ジョブはありません。再構成、チューニング、エクスポートがここに並びます。</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>終了分を消去</translation>
    </message>
</context>
<context>
    <name>effigy::ui::LookGallery</name>
    <message>
        <source>Show the avatar without its look</source>
        <translation>ルックなしのアバターを表示</translation>
    </message>
    <message>
        <source>&lt;b&gt;Bypass&lt;/b&gt;&lt;br&gt;Shows the avatar without its look, to compare. Pictures and films keep it.</source>
        <translation>&lt;b&gt;バイパス&lt;/b&gt;&lt;br&gt;比較のため、ルックなしのアバターを表示します。画像と動画には残ります。</translation>
    </message>
    <message>
        <source>Look %1</source>
        <translation>ルック %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&lt;br&gt;A click gives the avatar this look; drag to the right to blend it in; the menu lays it on the present one.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;&lt;br&gt;クリックでこのルックを適用、右へドラッグで徐々にブレンド、メニューで今のルックに重ねます。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>Lay it on the present look</source>
        <translation>今のルックに重ねる</translation>
    </message>
    <message>
        <source>Teach the avatar this look</source>
        <translation>アバターにこのルックを学習させる</translation>
    </message>
    <message>
        <source>Name of a new look</source>
        <translation>新しいルックの名前</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>&lt;b&gt;Save the present look&lt;/b&gt;&lt;br&gt;Give it a name; it is there for every project then.</source>
        <translation>&lt;b&gt;今のルックを保存&lt;/b&gt;&lt;br&gt;名前を付けると、どのプロジェクトでも使えます。</translation>
    </message>
    <message>
        <source>Save the present look</source>
        <translation>今のルックを保存</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>effigy::ui::LookPilot</name>
    <message>
        <source>Look “%1” is saved</source>
        <translation>ルック「%1」を保存しました</translation>
    </message>
    <message>
        <source>The look is removed</source>
        <translation>ルックを削除しました</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ManualWindow</name>
    <message>
        <source>Manual</source>
        <translation>マニュアル</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>マニュアルを検索</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目次</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>ページ</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>前のページに戻る</translation>
    </message>
    <message>
        <source>To the next page again</source>
        <translation>次のページに進む</translation>
    </message>
</context>
<context>
    <name>effigy::ui::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>詳細…</translation>
    </message>
    <message>
        <source>Details of the message</source>
        <translation>メッセージの詳細</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>メッセージを閉じる</translation>
    </message>
</context>
<context>
    <name>effigy::ui::MetricPlot</name>
    <message>
        <source>Curve of the quality so far</source>
        <translation>これまでの品質の推移</translation>
    </message>
    <message>
        <source>PSNR, dB</source>
        <translation>PSNR、dB</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>損失</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ModelLibraryDialog</name>
    <message>
        <source>Effigy generator</source>
        <translation>Effigy ジェネレーター</translation>
    </message>
    <message>
        <source>Next3D, as published</source>
        <translation>Next3D(公開版)</translation>
    </message>
    <message>
        <source>EG3D, as published</source>
        <translation>EG3D(公開版)</translation>
    </message>
    <message>
        <source>StyleGAN2, as published</source>
        <translation>StyleGAN2(公開版)</translation>
    </message>
    <message>
        <source>Discriminator</source>
        <translation>ディスクリミネーター</translation>
    </message>
    <message>
        <source>Unknown network</source>
        <translation>不明なネットワーク</translation>
    </message>
    <message>
        <source>Avatars from photos</source>
        <translation>写真からのアバター</translation>
    </message>
    <message>
        <source>Heads from seeds and driven heads, on the command line: effigy generate, effigy reenact</source>
        <translation>シードからの頭部と動かせる頭部(コマンドライン: effigy generate、effigy reenact)</translation>
    </message>
    <message>
        <source>Heads from seeds, without expressions, on the command line: effigy generate</source>
        <translation>シードからの頭部、表情なし(コマンドライン: effigy generate)</translation>
    </message>
    <message>
        <source>None yet: Effigy cannot render it</source>
        <translation>まだ何も: Effigy ではレンダリングできません</translation>
    </message>
    <message>
        <source>%1 × %1 pixels, %2 planes of %3 × %3</source>
        <translation>%1 × %1 ピクセル、%3 × %3 のプレーン %2 枚</translation>
    </message>
    <message>
        <source>Installed models</source>
        <translation>インストール済みのモデル</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>起きたこと</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進行状況</translation>
    </message>
    <message>
        <source>Model library</source>
        <translation>モデルライブラリ</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Makes</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>Use for new avatars</source>
        <translation>新しいアバターに使う</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>Check the selected model</source>
        <translation>選んだモデルを検査</translation>
    </message>
    <message>
        <source>Compare the file with its fingerprint</source>
        <translation>ファイルをフィンガープリントと照合</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Remove the selected model</source>
        <translation>選んだモデルを削除</translation>
    </message>
    <message>
        <source>Remove the model from the library; the file that it was added from stays</source>
        <translation>ライブラリからモデルを削除します。元のファイルは残ります</translation>
    </message>
    <message>
        <source>Add from file…</source>
        <translation>ファイルから追加…</translation>
    </message>
    <message>
        <source>Add a model from a file</source>
        <translation>ファイルからモデルを追加</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop what is running</source>
        <translation>実行中の処理を停止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>%1 (new avatars)</source>
        <translation>%1(新しいアバター用)</translation>
    </message>
    <message>
        <source>%1 is as it was when it was added.</source>
        <translation>%1 は追加したときのままです。</translation>
    </message>
    <message>
        <source>The file of %1 is gone. Remove it, and add it again from its source.</source>
        <translation>%1 のファイルがありません。削除して、入手元から追加し直してください。</translation>
    </message>
    <message>
        <source>The file of %1 has changed. Remove it, and add it again from its source.</source>
        <translation>%1 のファイルが変わっています。削除して、入手元から追加し直してください。</translation>
    </message>
    <message>
        <source>Ships with Effigy, under the same licence: GPL-3.0-or-later.</source>
        <translation>Effigy に付属。ライセンスも同じ GPL-3.0-or-later です。</translation>
    </message>
    <message>
        <source>For research, not for commercial use: trained with code under the NVIDIA Source Code License and with the FLAME head, whose licence excludes commercial use. The authors of Next3D state no licence for the weights.</source>
        <translation>研究用で、商用利用はできません。NVIDIA Source Code License のコードと、商用利用を認めない FLAME の頭部で学習されています。Next3D の作者は重みのライセンスを示していません。</translation>
    </message>
    <message>
        <source>Not for commercial use: code and weights are under the NVIDIA Source Code License.</source>
        <translation>商用利用はできません。コードと重みは NVIDIA Source Code License です。</translation>
    </message>
    <message>
        <source>For training only; the licence of the generator that it belongs to.</source>
        <translation>学習専用。対応するジェネレーターのライセンスに従います。</translation>
    </message>
    <message>
        <source>Up to whoever trained it; Effigy adds no condition.</source>
        <translation>学習した人が決めます。Effigy は条件を加えません。</translation>
    </message>
    <message>
        <source>Unknown: ask whoever you have it from.</source>
        <translation>不明: 入手元に確認してください。</translation>
    </message>
    <message>
        <source>Avatars from photos that were reconstructed on FLAME; heads from seeds, on the command line</source>
        <translation>FLAME で再構成した写真からのアバター。シードからの頭部（コマンドライン）</translation>
    </message>
    <message>
        <source>Tune the avatar with this model</source>
        <translation>このモデルでアバターをチューニング</translation>
    </message>
    <message>
        <source>Tune the avatar of the open project; takes minutes, with a published generator on a CPU hours</source>
        <translation>開いているプロジェクトのアバターをチューニングします。数分かかります。公開されているジェネレーターを CPU で使う場合は数時間かかります</translation>
    </message>
    <message>
        <source>For research, not for commercial use: the licence of DECA excludes it, and so does that of the FLAME head, which its codes speak of.</source>
        <translation>研究用であり、商用には使えません。DECA のライセンスも、コードが表す FLAME の頭部のライセンスも商用利用を認めていません。</translation>
    </message>
    <message>
        <source>DECA&apos;s networks</source>
        <translation>DECA のネットワーク</translation>
    </message>
    <message>
        <source>The start of fits on the free head, and their wrinkles: “Start from DECA”</source>
        <translation>フリーの頭部でのフィットの出発点と、そのしわ：「DECA から始める」</translation>
    </message>
    <message>
        <source>The start of fits on FLAME, and their wrinkles: “Start from DECA”</source>
        <translation>FLAME でのフィットの出発点と、そのしわ：「DECA から始める」</translation>
    </message>
    <message>
        <source>%1 (fits)</source>
        <translation>%1（フィット）</translation>
    </message>
    <message>
        <source>Use for fits</source>
        <translation>フィットに使う</translation>
    </message>
    <message>
        <source>%1 (head)</source>
        <translation>%1（頭部）</translation>
    </message>
    <message>
        <source>Head model</source>
        <translation>頭部モデル</translation>
    </message>
    <message>
        <source>Fits of photos for published generators and networks</source>
        <translation>公開されているジェネレーターとネットワークのための写真のフィット</translation>
    </message>
    <message>
        <source>Fits of photos, on the command line: effigy reconstruct --head %1</source>
        <translation>コマンドラインでの写真のフィット: effigy reconstruct --head %1</translation>
    </message>
    <message>
        <source>That of its file: FLAME is for research, not for commercial use, but for FLAME 2023 Open (CC-BY 4.0). DECA&apos;s files beside it are for research.</source>
        <translation>ファイルのライセンスに従います。FLAME は研究用で商用利用はできません（FLAME 2023 Open は CC-BY 4.0）。隣にある DECA のファイルは研究用です。</translation>
    </message>
    <message>
        <source>Photos for it are fitted on FLAME, which is not there yet. Add its generic_model.pkl, from DECA&apos;s data folder.</source>
        <translation>このモデルの写真は FLAME でフィットしますが、まだ追加されていません。DECA のデータフォルダーから generic_model.pkl を追加してください。</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PhotoReplacementDialog</name>
    <message>
        <source>Replace the photo</source>
        <translation>写真を置き換え</translation>
    </message>
    <message>
        <source>Replace the photo with “%1”?</source>
        <translation>写真を「%1」に置き換えますか？</translation>
    </message>
    <message>
        <source>Lost for good</source>
        <translation>完全に失われるもの</translation>
    </message>
    <message>
        <source>“%1”, the photo that was replaced before, with its fit and its avatar</source>
        <translation>前に置き換えた写真「%1」と、そのフィットとアバター</translation>
    </message>
    <message>
        <source>The fit: the face lies elsewhere in the new picture, so what you corrected stays with the present photo</source>
        <translation>フィット：新しい画像では顔の位置が異なるため、修正した内容は今の写真に残ります</translation>
    </message>
    <message>
        <source>Tuning the avatar, which takes minutes</source>
        <translation>アバターのチューニング（数分かかります）</translation>
    </message>
    <message>
        <source>To be done again</source>
        <translation>やり直しになるもの</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>そのまま残るもの</translation>
    </message>
    <message>
        <source>Pose, timeline, look and further photos</source>
        <translation>ポーズ、タイムライン、ルック、追加の写真</translation>
    </message>
    <message>
        <source>The present photo, put aside with its fit and its avatar: “Former photo” in the File menu brings it back</source>
        <translation>今の写真は、フィットとアバターとともに保管されます。「ファイル」メニューの「以前の写真」で戻せます</translation>
    </message>
    <message>
        <source>Keep the present photo</source>
        <translation>今の写真のままにする</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PoseHandles</name>
    <message>
        <source>Turn the head</source>
        <translation>頭を回す</translation>
    </message>
    <message>
        <source>Jaw</source>
        <translation>顎</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>視線</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PosePilot</name>
    <message>
        <source>Pose “%1” is saved</source>
        <translation>ポーズ「%1」を保存しました</translation>
    </message>
    <message>
        <source>The pose is removed</source>
        <translation>ポーズを削除しました</translation>
    </message>
    <message>
        <source>Pose written: %1</source>
        <translation>ポーズを書き出しました: %1</translation>
    </message>
    <message>
        <source>The pose is in “My poses” now</source>
        <translation>ポーズは「マイポーズ」に入りました</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>環境設定</translation>
    </message>
    <message>
        <source>Reduce motion: views change at once</source>
        <translation>動きを減らす: 視点をすぐに切り替える</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>ハイコントラスト</translation>
    </message>
    <message>
        <source>Mouse habits</source>
        <translation>マウス操作</translation>
    </message>
    <message>
        <source>Simple: drag to orbit</source>
        <translation>シンプル: ドラッグで回転</translation>
    </message>
    <message>
        <source>Blender: middle button</source>
        <translation>Blender: 中ボタン</translation>
    </message>
    <message>
        <source>Maya: Alt and buttons</source>
        <translation>Maya: Alt とボタン</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>チューニング</translation>
    </message>
    <message>
        <source>Draft: quick, less alike</source>
        <translation>ドラフト: 速い、似方は控えめ</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Fine: slow, most alike</source>
        <translation>高品質: 遅い、最も似る</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PresetPanel</name>
    <message>
        <source>Strength</source>
        <translation>強さ</translation>
    </message>
    <message>
        <source>Kind of poses</source>
        <translation>ポーズの種類</translation>
    </message>
    <message>
        <source>Expressions</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Mouth shapes of speech</source>
        <translation>話すときの口の形</translation>
    </message>
    <message>
        <source>My poses</source>
        <translation>マイポーズ</translation>
    </message>
    <message>
        <source>Search poses</source>
        <translation>ポーズを検索</translation>
    </message>
    <message>
        <source>Search names and tags</source>
        <translation>名前とタグを検索</translation>
    </message>
    <message>
        <source>Name of a new pose</source>
        <translation>新しいポーズの名前</translation>
    </message>
    <message>
        <source>Name, #tag</source>
        <translation>名前、#タグ</translation>
    </message>
    <message>
        <source>&lt;b&gt;Save the present expression&lt;/b&gt;&lt;br&gt;Give it a name; words that begin with # are tags.</source>
        <translation>&lt;b&gt;今の表情を保存&lt;/b&gt;&lt;br&gt;名前を付けてください。# で始まる語はタグになります。</translation>
    </message>
    <message>
        <source>Save the present expression as a pose</source>
        <translation>今の表情をポーズとして保存</translation>
    </message>
    <message>
        <source>Add a pose from a file</source>
        <translation>ファイルからポーズを追加</translation>
    </message>
    <message>
        <source>Expression %1</source>
        <translation>表情 %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&lt;br&gt;A click applies it as far as “Strength” says; drag to the right to blend it in.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;&lt;br&gt;クリックで「強さ」の分だけ適用、右へドラッグすると徐々にブレンドします。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>Set keys for it at the playhead</source>
        <translation>再生ヘッドにキーを打つ</translation>
    </message>
    <message>
        <source>Share as a file…</source>
        <translation>ファイルとして共有…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Nothing saved yet. Pose the face, give it a name below and save it.</source>
        <translation>まだ保存がありません。表情を付け、下で名前を付けて保存してください。</translation>
    </message>
    <message>
        <source>No pose matches “%1”</source>
        <translation>「%1」に一致するポーズはありません</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ProjectJobs</name>
    <message>
        <source>Head %1</source>
        <translation>頭部 %1</translation>
    </message>
</context>
<context>
    <name>effigy::ui::RecentMenu</name>
    <message>
        <source>%1 (missing)</source>
        <translation>%1(見つかりません)</translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation>まだプロジェクトがありません</translation>
    </message>
</context>
<context>
    <name>effigy::ui::RecentProjects</name>
    <message>
        <source>open when the studio stopped, %1</source>
        <translation>スタジオ停止時に開いていた、%1</translation>
    </message>
    <message>
        <source>unsaved, %1</source>
        <translation>未保存、%1</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>たった今</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n 分前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n 時間前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n 日前</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::ShortcutEditor</name>
    <message>
        <source>Assign</source>
        <translation>割り当て</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>キーなし</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>リセット</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>ショートカットキー</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>操作とキーを検索</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作とそのキー</translation>
    </message>
    <message>
        <source>New keys for the selected action</source>
        <translation>選んだ操作の新しいキー</translation>
    </message>
    <message>
        <source>Assign the keys to the selected action</source>
        <translation>キーを選んだ操作に割り当てる</translation>
    </message>
    <message>
        <source>Take the keys from the selected action</source>
        <translation>選んだ操作のキーを外す</translation>
    </message>
    <message>
        <source>Bring the selected action&apos;s own keys back</source>
        <translation>選んだ操作のキーを元に戻す</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>すべてリセット</translation>
    </message>
    <message>
        <source>Bring all keys back</source>
        <translation>すべてのキーを元に戻す</translation>
    </message>
    <message>
        <source>Select an action, then press its new keys in the field.</source>
        <translation>操作を選び、欄で新しいキーを押してください。</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”. Assigning takes it away there.</source>
        <translation>%1 は「%2」で使われています。割り当てるとそちらから外れます。</translation>
    </message>
    <message>
        <source>Press the new keys in the field.</source>
        <translation>欄で新しいキーを押してください。</translation>
    </message>
    <message>
        <source>These keys are free.</source>
        <translation>このキーは空いています。</translation>
    </message>
</context>
<context>
    <name>effigy::ui::SoundLane</name>
    <message>
        <source>Sound</source>
        <translation>サウンド</translation>
    </message>
    <message>
        <source>Waveform of the sound. Alt+Left and Alt+Right move it by frames.</source>
        <translation>サウンドの波形です。Alt+Left と Alt+Right で 1 フレームずつ移動します。</translation>
    </message>
    <message>
        <source>Drag to move the sound in time (Alt+Left, Alt+Right by frames)</source>
        <translation>ドラッグでサウンドの時間を移動（Alt+Left、Alt+Right で 1 フレームずつ）</translation>
    </message>
    <message>
        <source>Reading the sound…</source>
        <translation>サウンドを読み込んでいます…</translation>
    </message>
</context>
<context>
    <name>effigy::ui::SoundPilot</name>
    <message>
        <source>No device plays sound here: the timeline plays silently</source>
        <translation>音声を再生できるデバイスがないため、タイムラインは無音で再生します</translation>
    </message>
    <message>
        <source>Open a project first: its timeline gets the sound</source>
        <translation>先にプロジェクトを開いてください。そのタイムラインにサウンドが入ります</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 を読み込んでいます…</translation>
    </message>
    <message>
        <source>%1 is on the timeline</source>
        <translation>%1 をタイムラインに配置しました</translation>
    </message>
</context>
<context>
    <name>effigy::ui::StartPage</name>
    <message>
        <source>One photo in, a living 3D head out</source>
        <translation>写真 1 枚から、生きた 3D の頭部へ</translation>
    </message>
    <message>
        <source>Left behind</source>
        <translation>残された作業</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>続きから</translation>
    </message>
    <message>
        <source>Open photo…</source>
        <translation>写真を開く…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>プロジェクトを開く…</translation>
    </message>
    <message>
        <source>Try the sample photo</source>
        <translation>サンプル写真を試す</translation>
    </message>
    <message>
        <source>A sharp, evenly lit portrait with the whole face visible works best. JPEG, PNG, WebP, TIFF or HEIC.</source>
        <translation>顔全体が写った、鮮明で光が均一なポートレートが最適です。JPEG、PNG、WebP、TIFF、HEIC。</translation>
    </message>
    <message>
        <source>Open %1, %2</source>
        <translation>%1 を開く、%2</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>開く(&amp;O)</translation>
    </message>
    <message>
        <source>Open in a new &amp;window</source>
        <translation>新しいウィンドウで開く(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Remove from this list</source>
        <translation>一覧から削除(&amp;R)</translation>
    </message>
    <message>
        <source>Drop a photo or a project here</source>
        <translation>写真かプロジェクトをここにドロップ</translation>
    </message>
    <message>
        <source>Un&amp;pin</source>
        <translation>固定を解除(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>固定(&amp;P)</translation>
    </message>
    <message>
        <source>Random head</source>
        <translation>ランダムな頭部</translation>
    </message>
    <message>
        <source>Start from DECA</source>
        <translation>DECA から始める</translation>
    </message>
</context>
<context>
    <name>effigy::ui::StatusLine</name>
    <message>
        <source>What the mouse does</source>
        <translation>マウスの働き</translation>
    </message>
    <message>
        <source>Is everything saved</source>
        <translation>保存の状態</translation>
    </message>
    <message>
        <source>Time of a picture</source>
        <translation>画像 1 枚の時間</translation>
    </message>
    <message>
        <source>Pictures in a second while something moves, and the time of a full picture</source>
        <translation>動いている間のフレームレートと、本画像 1 枚の時間</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU、%n スレッド</numerusform>
        </translation>
    </message>
    <message>
        <source>Where pictures are made</source>
        <translation>画像を作る場所</translation>
    </message>
    <message>
        <source>Memory in use</source>
        <translation>使用メモリ</translation>
    </message>
    <message>
        <source>Memory that the studio holds</source>
        <translation>スタジオが使っているメモリ</translation>
    </message>
    <message>
        <source>Show the jobs</source>
        <translation>ジョブを表示</translation>
    </message>
    <message>
        <source>%1 s a picture</source>
        <translation>1 枚 %1 秒</translation>
    </message>
    <message>
        <source>%1 ms a picture</source>
        <translation>1 枚 %1 ms</translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation>%1 fps</translation>
    </message>
    <message>
        <source>No jobs</source>
        <translation>ジョブなし</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n 件のジョブを実行中</numerusform>
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
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New from photo…</source>
        <translation>写真から新規作成(&amp;N)…</translation>
    </message>
    <message>
        <source>Find the head in a photo and make a project of it</source>
        <translation>写真から頭部を見つけてプロジェクトを作る</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>プロジェクトを開く(&amp;O)…</translation>
    </message>
    <message>
        <source>New &amp;window</source>
        <translation>新しいウィンドウ(&amp;W)</translation>
    </message>
    <message>
        <source>Another project beside this one</source>
        <translation>別のプロジェクトを並べて開く</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Every change is saved by itself; this gives a new project its name</source>
        <translation>変更は自動で保存されます。新しいプロジェクトに名前を付けます</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>名前を付けて保存(&amp;A)…</translation>
    </message>
    <message>
        <source>Save a &amp;copy…</source>
        <translation>コピーを保存(&amp;C)…</translation>
    </message>
    <message>
        <source>Write the project to another file and go on with this one</source>
        <translation>別のファイルに書き込み、今のファイルで続ける</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>エクスポート(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Image…</source>
        <translation>画像(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Mesh…</source>
        <translation>メッシュ(&amp;M)…</translation>
    </message>
    <message>
        <source>C&amp;lose project</source>
        <translation>プロジェクトを閉じる(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直し(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy pose</source>
        <translation>ポーズをコピー(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste pose</source>
        <translation>ポーズを貼り付け(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Find control…</source>
        <translation>コントロールを検索(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Avatar</source>
        <translation>アバター(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Tune the avatar</source>
        <translation>アバターをチューニング(&amp;T)</translation>
    </message>
    <message>
        <source>Make the avatar look like the photo; takes minutes</source>
        <translation>アバターを写真に似せます。数分かかります</translation>
    </message>
    <message>
        <source>&amp;Mirror the pose</source>
        <translation>ポーズを反転(&amp;M)</translation>
    </message>
    <message>
        <source>Exchange left and right</source>
        <translation>左右を入れ替える</translation>
    </message>
    <message>
        <source>&amp;Back to the photo&apos;s pose</source>
        <translation>写真のポーズに戻す(&amp;B)</translation>
    </message>
    <message>
        <source>Mo&amp;del library…</source>
        <translation>モデルライブラリ(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>ウィンドウ(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>パネル(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>テーマ(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>ダーク(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>ライト(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>ハイコントラスト(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Canvas only</source>
        <translation>ビューポートのみ(&amp;C)</translation>
    </message>
    <message>
        <source>Nothing but the viewport; again brings everything back</source>
        <translation>ビューポートだけを表示。もう一度で元に戻ります</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>フルスクリーン(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>レイアウトをリセット(&amp;R)</translation>
    </message>
    <message>
        <source>All panels back to their places in this workspace</source>
        <translation>このワークスペースのパネルを元の位置に戻す</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>言語(&amp;L)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>システムに合わせる(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>コマンドパレット(&amp;C)…</translation>
    </message>
    <message>
        <source>Find any command, control or expression by its name</source>
        <translation>コマンド・コントロール・表情を名前で探す</translation>
    </message>
    <message>
        <source>&amp;First steps…</source>
        <translation>はじめに(&amp;F)…</translation>
    </message>
    <message>
        <source>Mouse habits, theme, a test of this computer, models, a first photo</source>
        <translation>マウス操作、テーマ、コンピューターのテスト、モデル、最初の写真</translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts…</source>
        <translation>ショートカットキー(&amp;S)…</translation>
    </message>
    <message>
        <source>See and change the keys of every command</source>
        <translation>すべてのコマンドのキーを表示・変更</translation>
    </message>
    <message>
        <source>&amp;Keys of the viewport</source>
        <translation>ビューポートのキー(&amp;K)</translation>
    </message>
    <message>
        <source>A sheet with every key and the state of every switch</source>
        <translation>すべてのキーとスイッチの状態の一覧</translation>
    </message>
    <message>
        <source>&amp;About Effigy</source>
        <translation>Effigy について(&amp;A)</translation>
    </message>
    <message>
        <source>The avatar as it is exported</source>
        <translation>エクスポートされるとおりのアバター</translation>
    </message>
    <message>
        <source>&amp;Textured mesh</source>
        <translation>テクスチャ付きメッシュ(&amp;T)</translation>
    </message>
    <message>
        <source>The fitted head with the photo&apos;s colours</source>
        <translation>写真の色を付けたフィット済みの頭部</translation>
    </message>
    <message>
        <source>&amp;Clay</source>
        <translation>クレイ(&amp;C)</translation>
    </message>
    <message>
        <source>The head&apos;s form in one material</source>
        <translation>単一の素材で見る頭部の形</translation>
    </message>
    <message>
        <source>&amp;Wire over clay</source>
        <translation>クレイにワイヤー(&amp;W)</translation>
    </message>
    <message>
        <source>The edges of the mesh</source>
        <translation>メッシュの辺</translation>
    </message>
    <message>
        <source>&amp;Raw volume</source>
        <translation>ボリューム(未処理)(&amp;R)</translation>
    </message>
    <message>
        <source>The avatar before superresolution</source>
        <translation>超解像前のアバター</translation>
    </message>
    <message>
        <source>&amp;Depth</source>
        <translation>深度(&amp;D)</translation>
    </message>
    <message>
        <source>Near is white</source>
        <translation>近いほど白</translation>
    </message>
    <message>
        <source>&amp;Normals</source>
        <translation>法線(&amp;N)</translation>
    </message>
    <message>
        <source>Where surfaces face, as colours</source>
        <translation>面の向きを色で表示</translation>
    </message>
    <message>
        <source>&amp;UV chart</source>
        <translation>UV マップ(&amp;U)</translation>
    </message>
    <message>
        <source>How the texture lies on the mesh</source>
        <translation>メッシュ上のテクスチャの配置</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>ビュー(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>表示内容(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Compare with the photo</source>
        <translation>写真と比較(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Split</source>
        <translation>分割(&amp;S)</translation>
    </message>
    <message>
        <source>Photo left, avatar right; drag the line</source>
        <translation>左が写真、右がアバター。境界線をドラッグ</translation>
    </message>
    <message>
        <source>&amp;Overlay</source>
        <translation>重ねる(&amp;O)</translation>
    </message>
    <message>
        <source>The photo over the avatar; [ and ] change how much</source>
        <translation>アバターに写真を重ねます。[ と ] で濃さを変更</translation>
    </message>
    <message>
        <source>&amp;Flicker</source>
        <translation>点滅(&amp;F)</translation>
    </message>
    <message>
        <source>Photo and avatar by turns</source>
        <translation>写真とアバターを交互に</translation>
    </message>
    <message>
        <source>&amp;Difference</source>
        <translation>差分(&amp;D)</translation>
    </message>
    <message>
        <source>Black where they are equal</source>
        <translation>同じ所は黒</translation>
    </message>
    <message>
        <source>&amp;Less of the photo</source>
        <translation>写真を薄く(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;More of the photo</source>
        <translation>写真を濃く(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Look from</source>
        <translation>視点(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Match the photo</source>
        <translation>写真に合わせる(&amp;M)</translation>
    </message>
    <message>
        <source>Look through the camera that took the photo</source>
        <translation>写真を撮ったカメラで見る</translation>
    </message>
    <message>
        <source>Frame the &amp;head</source>
        <translation>頭部を全体表示(&amp;H)</translation>
    </message>
    <message>
        <source>Bring the head back into view</source>
        <translation>頭部を画面に収める</translation>
    </message>
    <message>
        <source>&amp;Front</source>
        <translation>正面(&amp;F)</translation>
    </message>
    <message>
        <source>Three-&amp;quarter</source>
        <translation>斜め(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Left side</source>
        <translation>左側(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Right side</source>
        <translation>右側(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>背面(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Above</source>
        <translation>上(&amp;A)</translation>
    </message>
    <message>
        <source>B&amp;elow</source>
        <translation>下(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Simple: drag to orbit</source>
        <translation>シンプル: ドラッグで回転(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Blender: middle button</source>
        <translation>Blender: 中ボタン(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Maya: Alt and buttons</source>
        <translation>Maya: Alt とボタン(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Mouse habits</source>
        <translation>マウス操作(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Background</source>
        <translation>背景(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Handles</source>
        <translation>ハンドル(&amp;H)</translation>
    </message>
    <message>
        <source>Drag head, jaw and gaze in the picture</source>
        <translation>画面上で頭・顎・視線をドラッグ</translation>
    </message>
    <message>
        <source>Floor &amp;grid</source>
        <translation>床グリッド(&amp;G)</translation>
    </message>
    <message>
        <source>Lines every five centimetres</source>
        <translation>5 センチごとの線</translation>
    </message>
    <message>
        <source>Safe &amp;areas</source>
        <translation>セーフエリア(&amp;A)</translation>
    </message>
    <message>
        <source>The square that is exported, with its inner 90 and 80 percent</source>
        <translation>エクスポートされる正方形と、その内側 90 % と 80 %</translation>
    </message>
    <message>
        <source>Axes in the &amp;corner</source>
        <translation>隅の座標軸(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>動きを減らす(&amp;R)</translation>
    </message>
    <message>
        <source>Views change at once instead of gliding</source>
        <translation>視点を滑らかにせず、すぐに切り替える</translation>
    </message>
    <message>
        <source>&amp;Neutral grey</source>
        <translation>ニュートラルグレー(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Black</source>
        <translation>黒(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;White</source>
        <translation>白(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Colour…</source>
        <translation>色(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Picture…</source>
        <translation>画像(&amp;P)…</translation>
    </message>
    <message>
        <source>Take a &amp;picture</source>
        <translation>画像を撮る(&amp;P)</translation>
    </message>
    <message>
        <source>Write what the viewport shows into your pictures folder</source>
        <translation>ビューポートの表示をピクチャフォルダーに保存</translation>
    </message>
    <message>
        <source>Take a &amp;transparent picture</source>
        <translation>透過画像を撮る(&amp;T)</translation>
    </message>
    <message>
        <source>The head alone, with alpha</source>
        <translation>頭部だけ、アルファ付き</translation>
    </message>
    <message>
        <source>Expressions</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>視線</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>コントロール</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>フィット</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>エクスポート</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>タイムライン</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>Picture written: %1</source>
        <translation>画像を保存しました: %1</translation>
    </message>
    <message>
        <source>Finding the head in this photo…</source>
        <translation>この写真の頭部を探しています…</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>元に戻す(&amp;U): %1</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>やり直し(&amp;R): %1</translation>
    </message>
    <message>
        <source>%1 (not named yet)</source>
        <translation>%1(名称未設定)</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>読み取り専用</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存済み</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>コントロール</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近使ったプロジェクト(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Pin this project</source>
        <translation>このプロジェクトを固定(&amp;P)</translation>
    </message>
    <message>
        <source>It stays in the list of recent projects</source>
        <translation>最近使ったプロジェクトの一覧に残ります</translation>
    </message>
    <message>
        <source>&amp;Remove what is missing</source>
        <translation>見つからないものを削除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation>一覧を消去(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>マニュアル(&amp;M)</translation>
    </message>
    <message>
        <source>The page of the panel under the pointer</source>
        <translation>ポインターの下のパネルのページ</translation>
    </message>
    <message>
        <source>Pre&amp;ferences…</source>
        <translation>環境設定(&amp;F)…</translation>
    </message>
    <message>
        <source>Language, theme, mouse habits, quality of tuning</source>
        <translation>言語、テーマ、マウス操作、チューニングの品質</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>ルック</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>ルック</translation>
    </message>
    <message>
        <source>Tune the avatar first: a look is taught to the tuned avatar</source>
        <translation>先にアバターをチューニングしてください。ルックはチューニング後のアバターが学習します</translation>
    </message>
    <message>
        <source>The avatar has not learnt this look: the menu of its picture in the gallery lets it learn</source>
        <translation>アバターはこのルックをまだ学習していません。ギャラリーの画像のメニューから学習できます</translation>
    </message>
    <message>
        <source>&amp;Motion from a video…</source>
        <translation>ビデオからの動き(&amp;M)…</translation>
    </message>
    <message>
        <source>Follow the face in a video and put its motion on the timeline</source>
        <translation>ビデオの顔を追跡し、その動きをタイムラインに置きます</translation>
    </message>
    <message>
        <source>The generator of this avatar paints the mouth as it has learnt to: its colours cannot be told apart</source>
        <translation>このアバターのジェネレーターは口を学習したとおりに描くため、色を分けて変えることはできません</translation>
    </message>
    <message>
        <source>The generator of this avatar cannot be taught looks; paint it with the look instead</source>
        <translation>このアバターのジェネレーターにルックを学習させることはできません。代わりにルックを重ねて描いてください</translation>
    </message>
    <message>
        <source>Sound &amp;track…</source>
        <translation>サウンドトラック(&amp;T)…</translation>
    </message>
    <message>
        <source>A sound that plays with the timeline: WAV, FLAC, MP3, M4A, OGG</source>
        <translation>タイムラインとともに再生するサウンド：WAV、FLAC、MP3、M4A、OGG</translation>
    </message>
    <message>
        <source>&amp;Video…</source>
        <translation>動画(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Drag the face</source>
        <translation>顔をドラッグ(&amp;D)</translation>
    </message>
    <message>
        <source>Take a brow, a lid, a corner of the mouth in the picture and drag it; Shift ten times finer, Escape leaves it</source>
        <translation>画像の眉、まぶた、口角などをつかんでドラッグします。Shift で 10 倍細かく、Escape で元に戻ります</translation>
    </message>
    <message>
        <source>Curves and colour table</source>
        <translation>カーブとカラーテーブル</translation>
    </message>
    <message>
        <source>New random &amp;head</source>
        <translation>新しいランダムな頭部(&amp;H)</translation>
    </message>
    <message>
        <source>Make up somebody who does not exist, with an avatar at once</source>
        <translation>実在しない人物を、すぐに使えるアバター付きで作ります</translation>
    </message>
    <message>
        <source>The clip “%1” moves this here: lessen its weight, or turn it into keys</source>
        <translation>ここではクリップ「%1」が動かしています。ウェイトを下げるか、キーに変換してください</translation>
    </message>
    <message>
        <source>A retouched picture of the photo, or one in higher resolution, in its place; pose, timeline and look stay</source>
        <translation>レタッチした写真や高解像度の写真に置き換えます。ポーズ、タイムライン、ルックは残ります</translation>
    </message>
    <message>
        <source>Back to the photo that was replaced, with its fit and its avatar; again: forth</source>
        <translation>置き換える前の写真に、そのフィットとアバターとともに戻ります。もう一度で元に戻ります</translation>
    </message>
    <message>
        <source>The head has been fitted anew</source>
        <translation>頭部を新しくフィットしました</translation>
    </message>
    <message>
        <source>The avatar was tuned to the fit before; until it is tuned again, the mesh is shown.</source>
        <translation>アバターは前のフィットに合わせてチューニングされていました。もう一度チューニングするまではメッシュを表示します。</translation>
    </message>
    <message>
        <source>Tune the avatar</source>
        <translation>アバターをチューニング</translation>
    </message>
    <message>
        <source>The photo has changed</source>
        <translation>写真が変更されています</translation>
    </message>
    <message>
        <source>“%1” holds another picture than when it was read. The project goes on with the one that it keeps.</source>
        <translation>「%1」は読み込んだときと異なる画像です。プロジェクトは保存してある写真をそのまま使います。</translation>
    </message>
    <message>
        <source>Take the new one…</source>
        <translation>新しい写真を使う…</translation>
    </message>
    <message>
        <source>Re&amp;place the photo…</source>
        <translation>写真を置き換え(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Former photo</source>
        <translation>以前の写真(&amp;F)</translation>
    </message>
    <message>
        <source>Start new photos from &amp;DECA</source>
        <translation>新しい写真を DECA から始める(&amp;D)</translation>
    </message>
    <message>
        <source>Fits of new photos begin with the face that DECA&apos;s networks read; add those to the model library</source>
        <translation>新しい写真のフィットを、DECA のネットワークが読み取った顔から始めます。ネットワークはモデルライブラリに追加してください</translation>
    </message>
    <message>
        <source>Generators and networks that are installed</source>
        <translation>インストールされているジェネレーターとネットワーク</translation>
    </message>
</context>
<context>
    <name>effigy::ui::TimeRuler</name>
    <message>
        <source>Time ruler</source>
        <translation>タイムルーラー</translation>
    </message>
    <message>
        <source>&lt;b&gt;Time&lt;/b&gt;&lt;br&gt;Drag to move the playhead. Wheel zooms, Shift and wheel scrolls.&lt;br&gt;I and O set the range that plays.</source>
        <translation>&lt;b&gt;時間&lt;/b&gt;&lt;br&gt;ドラッグで再生ヘッドを移動。ホイールで拡大縮小、Shift+ホイールでスクロール。&lt;br&gt;I と O で再生範囲を設定。</translation>
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
        <translation>タイムライン</translation>
    </message>
    <message>
        <source>Playhead</source>
        <translation>再生ヘッド</translation>
    </message>
    <message>
        <source>Minutes, seconds and frames of the playhead</source>
        <translation>再生ヘッドの分・秒・フレーム</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>フレームレート</translation>
    </message>
    <message>
        <source>Frames a second. Keys keep their moments.</source>
        <translation>フレームレート。キーの時刻は変わりません。</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>トラック</translation>
    </message>
    <message>
        <source>To the start of the range</source>
        <translation>範囲の先頭へ</translation>
    </message>
    <message>
        <source>Key before (Ctrl+Left)</source>
        <translation>前のキー (Ctrl+左)</translation>
    </message>
    <message>
        <source>Play (Space; J K L)</source>
        <translation>再生 (Space; J K L)</translation>
    </message>
    <message>
        <source>Key after (Ctrl+Right)</source>
        <translation>次のキー (Ctrl+右)</translation>
    </message>
    <message>
        <source>Repeat the range</source>
        <translation>範囲を繰り返す</translation>
    </message>
    <message>
        <source>Automatic keys (what moves an animated control sets a key)</source>
        <translation>自動キー (アニメーション中のコントロールを動かすとキーを打つ)</translation>
    </message>
    <message>
        <source>Add keys at the playhead (Insert)</source>
        <translation>再生ヘッドにキーを追加 (Insert)</translation>
    </message>
    <message>
        <source>Snap to frames (S)</source>
        <translation>フレームにスナップ (S)</translation>
    </message>
    <message>
        <source>Bezier curve (1)</source>
        <translation>ベジェ曲線 (1)</translation>
    </message>
    <message>
        <source>Straight line (2)</source>
        <translation>直線 (2)</translation>
    </message>
    <message>
        <source>Hold until the next key (3)</source>
        <translation>次のキーまで保持 (3)</translation>
    </message>
    <message>
        <source>Curves instead of marks (C)</source>
        <translation>マークの代わりにカーブ (C)</translation>
    </message>
    <message>
        <source>Show everything (Home)</source>
        <translation>全体を表示 (Home)</translation>
    </message>
    <message>
        <source>What can be done with motion</source>
        <translation>モーションに対する操作</translation>
    </message>
    <message>
        <source>Copy keys</source>
        <translation>キーをコピー</translation>
    </message>
    <message>
        <source>Paste keys at the playhead</source>
        <translation>再生ヘッドにキーを貼り付け</translation>
    </message>
    <message>
        <source>Select all keys</source>
        <translation>すべてのキーを選択</translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation>キーを削除</translation>
    </message>
    <message>
        <source>Remove the chosen tracks</source>
        <translation>選んだトラックを削除</translation>
    </message>
    <message>
        <source>Automatic handles</source>
        <translation>自動ハンドル</translation>
    </message>
    <message>
        <source>Aligned handles</source>
        <translation>整列ハンドル</translation>
    </message>
    <message>
        <source>Free handles</source>
        <translation>フリーハンドル</translation>
    </message>
    <message>
        <source>Simplify curves</source>
        <translation>カーブを簡略化</translation>
    </message>
    <message>
        <source>A key on every frame</source>
        <translation>全フレームにキーを打つ</translation>
    </message>
    <message>
        <source>Twice as long</source>
        <translation>2 倍の長さに</translation>
    </message>
    <message>
        <source>Half as long</source>
        <translation>半分の長さに</translation>
    </message>
    <message>
        <source>Mirror left and right</source>
        <translation>左右を反転</translation>
    </message>
    <message>
        <source>Blinks over the range</source>
        <translation>範囲にまばたきを入れる</translation>
    </message>
    <message>
        <source>Small movements over the range</source>
        <translation>範囲に小さな動きを入れる</translation>
    </message>
    <message>
        <source>Import a recorded motion…</source>
        <translation>収録したモーションをインポート…</translation>
    </message>
    <message>
        <source>Export as a table…</source>
        <translation>表としてエクスポート…</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>すべてのトラック</translation>
    </message>
    <message>
        <source>Mute the sound (neither played nor exported)</source>
        <translation>サウンドをミュート（再生もエクスポートもしません）</translation>
    </message>
    <message>
        <source>Sound track…</source>
        <translation>サウンドトラック…</translation>
    </message>
    <message>
        <source>Remove the sound</source>
        <translation>サウンドを削除</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>クリップ</translation>
    </message>
    <message>
        <source>Make the chosen keys a clip</source>
        <translation>選択したキーをクリップにする</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>モーション</translation>
    </message>
    <message>
        <source>Blinks as a clip</source>
        <translation>まばたきをクリップで追加</translation>
    </message>
    <message>
        <source>Blinks</source>
        <translation>まばたき</translation>
    </message>
    <message>
        <source>Small movements as a clip</source>
        <translation>小さな動きをクリップで追加</translation>
    </message>
    <message>
        <source>Small movements</source>
        <translation>小さな動き</translation>
    </message>
    <message>
        <source>Clip from a file…</source>
        <translation>ファイルからクリップ…</translation>
    </message>
    <message>
        <source>Double the clip</source>
        <translation>クリップを複製</translation>
    </message>
    <message>
        <source>Turn the clip into keys</source>
        <translation>クリップをキーに変換</translation>
    </message>
    <message>
        <source>Save the clip as a file…</source>
        <translation>クリップをファイルに保存…</translation>
    </message>
    <message>
        <source>Remove the clip</source>
        <translation>クリップを削除</translation>
    </message>
</context>
<context>
    <name>effigy::ui::TimelinePilot</name>
    <message numerus="yes">
        <source>%n key(s) imported</source>
        <translation>
            <numerusform>%n 個のキーをインポートしました</numerusform>
        </translation>
    </message>
    <message>
        <source>Motion written: %1</source>
        <translation>モーションを書き出しました: %1</translation>
    </message>
    <message>
        <source>The motion for %1 is ready: open the project to take it</source>
        <translation>%1 の動きができました。プロジェクトを開くと取り込まれます</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) taken from the video</source>
        <translation>
            <numerusform>ビデオから %n 個のキーを取り込みました</numerusform>
        </translation>
    </message>
    <message>
        <source>Clip written: %1</source>
        <translation>クリップを書き出しました: %1</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ToolStrip</name>
    <message>
        <source>Tools</source>
        <translation>ツール</translation>
    </message>
    <message>
        <source>Everything that the viewport can show</source>
        <translation>ビューポートに表示できるすべて</translation>
    </message>
    <message>
        <source>All ways to compare with the photo</source>
        <translation>写真と比較する方法すべて</translation>
    </message>
    <message>
        <source>All sides to look from</source>
        <translation>すべての視点</translation>
    </message>
    <message>
        <source>What lies behind the head</source>
        <translation>頭部の背景</translation>
    </message>
</context>
<context>
    <name>effigy::ui::TopBar</name>
    <message>
        <source>Workspaces</source>
        <translation>ワークスペース</translation>
    </message>
    <message>
        <source>Search every command</source>
        <translation>すべてのコマンドを検索</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>コマンドを検索</translation>
    </message>
    <message>
        <source>Search commands   %1</source>
        <translation>コマンドを検索   %1</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ValueSlider</name>
    <message>
        <source>Reset</source>
        <translation>リセット</translation>
    </message>
    <message>
        <source>Type a value…</source>
        <translation>値を入力…</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>値をコピー</translation>
    </message>
    <message>
        <source>Paste value</source>
        <translation>値を貼り付け</translation>
    </message>
    <message>
        <source>Copy parameter path</source>
        <translation>パラメーターのパスをコピー</translation>
    </message>
    <message>
        <source>Remove the key here</source>
        <translation>ここのキーを削除</translation>
    </message>
    <message>
        <source>Add a key here</source>
        <translation>ここにキーを追加</translation>
    </message>
    <message>
        <source>To the key before</source>
        <translation>前のキーへ</translation>
    </message>
    <message>
        <source>To the key after</source>
        <translation>次のキーへ</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>ロックを解除</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>ロック</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>再び使う</translation>
    </message>
    <message>
        <source>Leave out for comparison</source>
        <translation>比較のため外す</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>お気に入りから外す</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>お気に入り</translation>
    </message>
    <message>
        <source>Unlink the other side</source>
        <translation>反対側とのリンクを解除</translation>
    </message>
    <message>
        <source>Link the other side</source>
        <translation>反対側とリンク</translation>
    </message>
    <message>
        <source>Range %1 to %2, typing reaches %3 to %4; resets to %5.</source>
        <translation>範囲 %1～%2、入力では %3～%4。リセットで %5。</translation>
    </message>
    <message>
        <source>Drag to change, Shift for fine, Ctrl for steps, double-click to reset, Enter to type.</source>
        <translation>ドラッグで変更、Shift で微調整、Ctrl で段階、ダブルクリックでリセット、Enter で入力。</translation>
    </message>
    <message>
        <source>Alt-click leaves it out for comparison; K adds or removes a key.</source>
        <translation>Alt+クリックで比較のため外す、K でキーを追加・削除。</translation>
    </message>
    <message>
        <source>The chain links both sides of the face.</source>
        <translation>鎖のアイコンで顔の左右をリンクします。</translation>
    </message>
    <message>
        <source>The clip “%1” moves it by %2, from %3 to %4.</source>
        <translation>クリップ「%1」が %2 動かしています（%3 から %4）。</translation>
    </message>
</context>
<context>
    <name>effigy::ui::VideoMotionDialog</name>
    <message>
        <source>Expression</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>視線</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>頭</translation>
    </message>
    <message>
        <source>The video shows the person of this project</source>
        <translation>ビデオにはこのプロジェクトの人物が写っています</translation>
    </message>
    <message>
        <source>Motion from a video</source>
        <translation>ビデオからの動き</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>最後</translation>
    </message>
    <message>
        <source>None: every picture for itself</source>
        <translation>なし: 画像ごと</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>弱</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>強</translation>
    </message>
    <message>
        <source>The shape of the head is taken from the project instead of being found from the video</source>
        <translation>頭の形はビデオから求めず、プロジェクトのものを使います</translation>
    </message>
    <message>
        <source>The face in “%1” is followed, and its motion replaces that on the timeline.</source>
        <translation>「%1」の顔を追跡し、その動きでタイムラインの動きを置き換えます。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>取り込むもの</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>スムージング</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>追跡</translation>
    </message>
</context>
<context>
    <name>effigy::ui::Viewport</name>
    <message>
        <source>Viewport with the avatar</source>
        <translation>アバターのビューポート</translation>
    </message>
    <message>
        <source>How much of the photo lies over the avatar</source>
        <translation>アバターに重ねる写真の濃さ</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>アバター</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>メッシュ</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>写真</translation>
    </message>
    <message>
        <source>Photo over it, %1 %</source>
        <translation>写真を重ねる %1 %</translation>
    </message>
    <message>
        <source>Difference, four times as strong</source>
        <translation>差分(4 倍に強調)</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ViewportPilot</name>
    <message>
        <source>Textured mesh, until the avatar is tuned</source>
        <translation>チューニングが終わるまではテクスチャ付きメッシュ</translation>
    </message>
</context>
</TS>
