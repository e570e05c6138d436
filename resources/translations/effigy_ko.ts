<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Control</name>
    <message>
        <source>Eyes</source>
        <translation>눈</translation>
    </message>
    <message>
        <source>Jaw</source>
        <translation>턱</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>입</translation>
    </message>
    <message>
        <source>Brows</source>
        <translation>눈썹</translation>
    </message>
    <message>
        <source>Cheeks and nose</source>
        <translation>볼과 코</translation>
    </message>
    <message>
        <source>Left eye blink</source>
        <translation>왼쪽 눈 깜박임</translation>
    </message>
    <message>
        <source>Right eye blink</source>
        <translation>오른쪽 눈 깜박임</translation>
    </message>
    <message>
        <source>Left eye squint</source>
        <translation>왼쪽 눈 찡그림</translation>
    </message>
    <message>
        <source>Right eye squint</source>
        <translation>오른쪽 눈 찡그림</translation>
    </message>
    <message>
        <source>Left eye wide</source>
        <translation>왼쪽 눈 크게 뜨기</translation>
    </message>
    <message>
        <source>Right eye wide</source>
        <translation>오른쪽 눈 크게 뜨기</translation>
    </message>
    <message>
        <source>Left eye look up</source>
        <translation>왼쪽 눈 위로</translation>
    </message>
    <message>
        <source>Right eye look up</source>
        <translation>오른쪽 눈 위로</translation>
    </message>
    <message>
        <source>Left eye look down</source>
        <translation>왼쪽 눈 아래로</translation>
    </message>
    <message>
        <source>Right eye look down</source>
        <translation>오른쪽 눈 아래로</translation>
    </message>
    <message>
        <source>Left eye look in</source>
        <translation>왼쪽 눈 안쪽으로</translation>
    </message>
    <message>
        <source>Right eye look in</source>
        <translation>오른쪽 눈 안쪽으로</translation>
    </message>
    <message>
        <source>Left eye look out</source>
        <translation>왼쪽 눈 바깥쪽으로</translation>
    </message>
    <message>
        <source>Right eye look out</source>
        <translation>오른쪽 눈 바깥쪽으로</translation>
    </message>
    <message>
        <source>Inner brows up</source>
        <translation>안쪽 눈썹 올림</translation>
    </message>
    <message>
        <source>Left brow down</source>
        <translation>왼쪽 눈썹 내림</translation>
    </message>
    <message>
        <source>Right brow down</source>
        <translation>오른쪽 눈썹 내림</translation>
    </message>
    <message>
        <source>Left outer brow up</source>
        <translation>왼쪽 바깥 눈썹 올림</translation>
    </message>
    <message>
        <source>Right outer brow up</source>
        <translation>오른쪽 바깥 눈썹 올림</translation>
    </message>
    <message>
        <source>Cheeks puff</source>
        <translation>볼 부풀리기</translation>
    </message>
    <message>
        <source>Left cheek squint</source>
        <translation>왼쪽 볼 올림</translation>
    </message>
    <message>
        <source>Right cheek squint</source>
        <translation>오른쪽 볼 올림</translation>
    </message>
    <message>
        <source>Left nose sneer</source>
        <translation>왼쪽 코 찡그림</translation>
    </message>
    <message>
        <source>Right nose sneer</source>
        <translation>오른쪽 코 찡그림</translation>
    </message>
    <message>
        <source>Jaw open</source>
        <translation>턱 벌림</translation>
    </message>
    <message>
        <source>Jaw forward</source>
        <translation>턱 앞으로</translation>
    </message>
    <message>
        <source>Jaw left</source>
        <translation>턱 왼쪽으로</translation>
    </message>
    <message>
        <source>Jaw right</source>
        <translation>턱 오른쪽으로</translation>
    </message>
    <message>
        <source>Jaw pitch</source>
        <translation>턱 피치</translation>
    </message>
    <message>
        <source>Jaw yaw</source>
        <translation>턱 요</translation>
    </message>
    <message>
        <source>Jaw roll</source>
        <translation>턱 롤</translation>
    </message>
    <message>
        <source>Smile left</source>
        <translation>왼쪽 입꼬리 올림</translation>
    </message>
    <message>
        <source>Smile right</source>
        <translation>오른쪽 입꼬리 올림</translation>
    </message>
    <message>
        <source>Frown left</source>
        <translation>왼쪽 입꼬리 내림</translation>
    </message>
    <message>
        <source>Frown right</source>
        <translation>오른쪽 입꼬리 내림</translation>
    </message>
    <message>
        <source>Lips close</source>
        <translation>입술 다물기</translation>
    </message>
    <message>
        <source>Lips funnel</source>
        <translation>입술 깔때기</translation>
    </message>
    <message>
        <source>Lips pucker</source>
        <translation>입술 오므리기</translation>
    </message>
    <message>
        <source>Mouth left</source>
        <translation>입 왼쪽으로</translation>
    </message>
    <message>
        <source>Mouth right</source>
        <translation>입 오른쪽으로</translation>
    </message>
    <message>
        <source>Dimple left</source>
        <translation>왼쪽 보조개</translation>
    </message>
    <message>
        <source>Dimple right</source>
        <translation>오른쪽 보조개</translation>
    </message>
    <message>
        <source>Stretch left</source>
        <translation>왼쪽 입 늘이기</translation>
    </message>
    <message>
        <source>Stretch right</source>
        <translation>오른쪽 입 늘이기</translation>
    </message>
    <message>
        <source>Lips press left</source>
        <translation>왼쪽 입술 누르기</translation>
    </message>
    <message>
        <source>Lips press right</source>
        <translation>오른쪽 입술 누르기</translation>
    </message>
    <message>
        <source>Upper lip up left</source>
        <translation>왼쪽 윗입술 올림</translation>
    </message>
    <message>
        <source>Upper lip up right</source>
        <translation>오른쪽 윗입술 올림</translation>
    </message>
    <message>
        <source>Lower lip down left</source>
        <translation>왼쪽 아랫입술 내림</translation>
    </message>
    <message>
        <source>Lower lip down right</source>
        <translation>오른쪽 아랫입술 내림</translation>
    </message>
    <message>
        <source>Upper lip roll</source>
        <translation>윗입술 말기</translation>
    </message>
    <message>
        <source>Lower lip roll</source>
        <translation>아랫입술 말기</translation>
    </message>
    <message>
        <source>Upper lip shrug</source>
        <translation>윗입술 내밀기</translation>
    </message>
    <message>
        <source>Lower lip shrug</source>
        <translation>아랫입술 내밀기</translation>
    </message>
    <message>
        <source>Tongue out</source>
        <translation>혀 내밀기</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>시선</translation>
    </message>
    <message>
        <source>Gaze left and right</source>
        <translation>시선 좌우</translation>
    </message>
    <message>
        <source>Gaze up and down</source>
        <translation>시선 상하</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>목</translation>
    </message>
    <message>
        <source>Neck yaw</source>
        <translation>목 요</translation>
    </message>
    <message>
        <source>Neck pitch</source>
        <translation>목 피치</translation>
    </message>
    <message>
        <source>Neck roll</source>
        <translation>목 롤</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>머리</translation>
    </message>
    <message>
        <source>Head yaw</source>
        <translation>머리 요</translation>
    </message>
    <message>
        <source>Head pitch</source>
        <translation>머리 피치</translation>
    </message>
    <message>
        <source>Head roll</source>
        <translation>머리 롤</translation>
    </message>
    <message>
        <source>Lips</source>
        <translation>입술</translation>
    </message>
    <message>
        <source>Head and neck</source>
        <translation>머리와 목</translation>
    </message>
    <message>
        <source>Anger</source>
        <translation>분노</translation>
    </message>
    <message>
        <source>Disgust</source>
        <translation>혐오</translation>
    </message>
    <message>
        <source>Fear</source>
        <translation>두려움</translation>
    </message>
    <message>
        <source>Kiss</source>
        <translation>키스</translation>
    </message>
    <message>
        <source>Big laugh</source>
        <translation>큰 웃음</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>무표정</translation>
    </message>
    <message>
        <source>Sadness</source>
        <translation>슬픔</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>미소</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>놀람</translation>
    </message>
    <message>
        <source>Wink</source>
        <translation>윙크</translation>
    </message>
    <message>
        <source>aa (father)</source>
        <translation>aa (아)</translation>
    </message>
    <message>
        <source>CH (ch, j, sh)</source>
        <translation>CH (ㅊ, ㅈ, 쉬)</translation>
    </message>
    <message>
        <source>DD (t, d)</source>
        <translation>DD (ㄷ, ㅌ)</translation>
    </message>
    <message>
        <source>E (bed)</source>
        <translation>E (에)</translation>
    </message>
    <message>
        <source>FF (f, v)</source>
        <translation>FF (f, v)</translation>
    </message>
    <message>
        <source>ih (see)</source>
        <translation>ih (이)</translation>
    </message>
    <message>
        <source>kk (k, g)</source>
        <translation>kk (ㅋ, ㄱ)</translation>
    </message>
    <message>
        <source>nn (n, l)</source>
        <translation>nn (ㄴ, ㄹ)</translation>
    </message>
    <message>
        <source>oh (go)</source>
        <translation>oh (오)</translation>
    </message>
    <message>
        <source>ou (you)</source>
        <translation>ou (우)</translation>
    </message>
    <message>
        <source>PP (p, b, m)</source>
        <translation>PP (ㅍ, ㅂ, ㅁ)</translation>
    </message>
    <message>
        <source>RR (r)</source>
        <translation>RR (r)</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>무음</translation>
    </message>
    <message>
        <source>SS (s, z)</source>
        <translation>SS (ㅅ, z)</translation>
    </message>
    <message>
        <source>TH (th)</source>
        <translation>TH (영어 th)</translation>
    </message>
    <message>
        <source>afraid</source>
        <translation>두려운</translation>
    </message>
    <message>
        <source>angry</source>
        <translation>화난</translation>
    </message>
    <message>
        <source>astonished</source>
        <translation>놀란</translation>
    </message>
    <message>
        <source>brows</source>
        <translation>눈썹</translation>
    </message>
    <message>
        <source>eye</source>
        <translation>눈</translation>
    </message>
    <message>
        <source>happy</source>
        <translation>행복한</translation>
    </message>
    <message>
        <source>lips</source>
        <translation>입술</translation>
    </message>
    <message>
        <source>mouth</source>
        <translation>입</translation>
    </message>
    <message>
        <source>nose</source>
        <translation>코</translation>
    </message>
    <message>
        <source>open</source>
        <translation>벌린</translation>
    </message>
    <message>
        <source>playful</source>
        <translation>장난스러운</translation>
    </message>
    <message>
        <source>pucker</source>
        <translation>오므린</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>휴식</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>슬픈</translation>
    </message>
    <message>
        <source>sneer</source>
        <translation>찡그린</translation>
    </message>
    <message>
        <source>speech</source>
        <translation>말하기</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>룩</translation>
    </message>
    <message>
        <source>Colour grade</source>
        <translation>색 보정</translation>
    </message>
    <message>
        <source>Oil</source>
        <translation>유화</translation>
    </message>
    <message>
        <source>Watercolour</source>
        <translation>수채화</translation>
    </message>
    <message>
        <source>Comic</source>
        <translation>만화</translation>
    </message>
    <message>
        <source>Clay</source>
        <translation>클레이</translation>
    </message>
    <message>
        <source>Hatching</source>
        <translation>해칭</translation>
    </message>
    <message>
        <source>Halftone</source>
        <translation>하프톤</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>외곽선</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>배경</translation>
    </message>
    <message>
        <source>Grain and vignette</source>
        <translation>그레인과 비네트</translation>
    </message>
    <message>
        <source>Teeth and mouth</source>
        <translation>치아와 입</translation>
    </message>
    <message>
        <source>Learnt looks</source>
        <translation>학습한 룩</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>세기</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>노출</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>대비</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>채도</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>색온도</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>색조</translation>
    </message>
    <message>
        <source>Fade</source>
        <translation>바램</translation>
    </message>
    <message>
        <source>Tone of shadows</source>
        <translation>그림자 톤</translation>
    </message>
    <message>
        <source>Hue of shadows</source>
        <translation>그림자 색상</translation>
    </message>
    <message>
        <source>Tone of lights</source>
        <translation>밝은 곳 톤</translation>
    </message>
    <message>
        <source>Hue of lights</source>
        <translation>밝은 곳 색상</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>붓</translation>
    </message>
    <message>
        <source>Relief of the paint</source>
        <translation>물감 두께</translation>
    </message>
    <message>
        <source>Size of washes</source>
        <translation>번짐 크기</translation>
    </message>
    <message>
        <source>Tones of watercolour</source>
        <translation>수채화 단계</translation>
    </message>
    <message>
        <source>Dark edges</source>
        <translation>어두운 가장자리</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>종이</translation>
    </message>
    <message>
        <source>Tones of comic</source>
        <translation>만화 단계</translation>
    </message>
    <message>
        <source>Colour of comic</source>
        <translation>만화 색</translation>
    </message>
    <message>
        <source>Ink lines</source>
        <translation>잉크 선</translation>
    </message>
    <message>
        <source>Width of ink lines</source>
        <translation>잉크 선 굵기</translation>
    </message>
    <message>
        <source>Hue of clay</source>
        <translation>클레이 색상</translation>
    </message>
    <message>
        <source>Colour of clay</source>
        <translation>클레이 색</translation>
    </message>
    <message>
        <source>Gloss</source>
        <translation>광택</translation>
    </message>
    <message>
        <source>Brows, lips and hair</source>
        <translation>눈썹, 입술, 머리카락</translation>
    </message>
    <message>
        <source>Distance of lines</source>
        <translation>선 간격</translation>
    </message>
    <message>
        <source>Angle of lines</source>
        <translation>선 각도</translation>
    </message>
    <message>
        <source>Coloured pencils</source>
        <translation>색연필</translation>
    </message>
    <message>
        <source>Size of dots</source>
        <translation>망점 크기</translation>
    </message>
    <message>
        <source>Angle of the screen</source>
        <translation>망점 각도</translation>
    </message>
    <message>
        <source>Four inks</source>
        <translation>네 가지 잉크</translation>
    </message>
    <message>
        <source>Width of the outline</source>
        <translation>외곽선 굵기</translation>
    </message>
    <message>
        <source>Creases</source>
        <translation>주름선</translation>
    </message>
    <message>
        <source>White ink</source>
        <translation>흰 잉크</translation>
    </message>
    <message>
        <source>Hue of the background</source>
        <translation>배경 색상</translation>
    </message>
    <message>
        <source>Colour of the background</source>
        <translation>배경 색</translation>
    </message>
    <message>
        <source>Lightness of the background</source>
        <translation>배경 밝기</translation>
    </message>
    <message>
        <source>Glow behind the head</source>
        <translation>머리 뒤 빛</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>그레인</translation>
    </message>
    <message>
        <source>Size of grain</source>
        <translation>그레인 크기</translation>
    </message>
    <message>
        <source>Grain moves</source>
        <translation>움직이는 그레인</translation>
    </message>
    <message>
        <source>Dark corners</source>
        <translation>어두운 모서리</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>빛</translation>
    </message>
    <message>
        <source>Light of the photo</source>
        <translation>사진의 빛</translation>
    </message>
    <message>
        <source>Contrast of the light</source>
        <translation>빛의 대비</translation>
    </message>
    <message>
        <source>Turn of the light</source>
        <translation>빛의 회전</translation>
    </message>
    <message>
        <source>Lights stay when the head turns</source>
        <translation>머리를 돌려도 빛은 그대로</translation>
    </message>
    <message>
        <source>Lamp</source>
        <translation>램프</translation>
    </message>
    <message>
        <source>Lamp left and right</source>
        <translation>램프 좌우</translation>
    </message>
    <message>
        <source>Height of the lamp</source>
        <translation>램프 높이</translation>
    </message>
    <message>
        <source>Warmth of the lamp</source>
        <translation>램프 온기</translation>
    </message>
    <message>
        <source>Softness of the lamp</source>
        <translation>램프의 부드러움</translation>
    </message>
    <message>
        <source>Gloss under the lamp</source>
        <translation>램프 아래의 윤기</translation>
    </message>
    <message>
        <source>Whiteness of the teeth</source>
        <translation>치아의 흰 정도</translation>
    </message>
    <message>
        <source>Warmth of the teeth</source>
        <translation>치아의 따뜻함</translation>
    </message>
    <message>
        <source>Light in the mouth</source>
        <translation>입안의 밝기</translation>
    </message>
    <message>
        <source>Redness of the gums</source>
        <translation>잇몸의 붉은 정도</translation>
    </message>
    <message>
        <source>Redness of the tongue</source>
        <translation>혀의 붉은 정도</translation>
    </message>
    <message>
        <source>Learnt oil</source>
        <translation>학습한 유화</translation>
    </message>
    <message>
        <source>Learnt watercolour</source>
        <translation>학습한 수채화</translation>
    </message>
    <message>
        <source>Learnt comic</source>
        <translation>학습한 만화</translation>
    </message>
    <message>
        <source>Learnt clay</source>
        <translation>학습한 클레이</translation>
    </message>
    <message>
        <source>Teal and orange</source>
        <translation>청록과 주황</translation>
    </message>
    <message>
        <source>Faded film</source>
        <translation>바랜 필름</translation>
    </message>
    <message>
        <source>Newsprint</source>
        <translation>신문 인쇄</translation>
    </message>
    <message>
        <source>Film noir</source>
        <translation>필름 누아르</translation>
    </message>
    <message>
        <source>Oil portrait</source>
        <translation>유화 초상</translation>
    </message>
    <message>
        <source>Pencil</source>
        <translation>연필</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>기본</translation>
    </message>
    <message>
        <source>Pop art</source>
        <translation>팝 아트</translation>
    </message>
    <message>
        <source>Porcelain</source>
        <translation>도자기</translation>
    </message>
    <message>
        <source>Brow</source>
        <translation>눈썹</translation>
    </message>
    <message>
        <source>Lid</source>
        <translation>눈꺼풀</translation>
    </message>
    <message>
        <source>Cheek</source>
        <translation>볼</translation>
    </message>
    <message>
        <source>Nose</source>
        <translation>코</translation>
    </message>
    <message>
        <source>Corner of the mouth</source>
        <translation>입꼬리</translation>
    </message>
    <message>
        <source>Caricature</source>
        <translation>캐리커처</translation>
    </message>
    <message>
        <source>Caricature of the brows</source>
        <translation>눈썹의 캐리커처</translation>
    </message>
    <message>
        <source>Caricature of the eyes</source>
        <translation>눈의 캐리커처</translation>
    </message>
    <message>
        <source>Caricature of the nose</source>
        <translation>코의 캐리커처</translation>
    </message>
    <message>
        <source>Caricature of the cheeks</source>
        <translation>볼의 캐리커처</translation>
    </message>
    <message>
        <source>Caricature of the mouth</source>
        <translation>입의 캐리커처</translation>
    </message>
    <message>
        <source>Caricature of the jaw</source>
        <translation>턱의 캐리커처</translation>
    </message>
    <message>
        <source>Caricature of the ears</source>
        <translation>귀의 캐리커처</translation>
    </message>
    <message>
        <source>Caricature of the skull</source>
        <translation>두개골의 캐리커처</translation>
    </message>
    <message>
        <source>Keep one-sidedness</source>
        <translation>좌우 차이 유지</translation>
    </message>
    <message>
        <source>Curves and colour table</source>
        <translation>커브와 색상표</translation>
    </message>
    <message>
        <source>Strength of the curves</source>
        <translation>커브의 강도</translation>
    </message>
    <message>
        <source>Strength of the colour table</source>
        <translation>색상표의 강도</translation>
    </message>
    <message>
        <source>Fine detail</source>
        <translation>미세 디테일</translation>
    </message>
    <message>
        <source>Fine detail of the mesh</source>
        <translation>메쉬의 미세 디테일</translation>
    </message>
</context>
<context>
    <name>Deca</name>
    <message>
        <source>The fit begins with the face that DECA&apos;s networks read from the photo, and takes their wrinkles as fine detail</source>
        <translation>DECA 신경망이 사진에서 읽은 얼굴로 피팅을 시작하고 그 주름을 세부 디테일로 사용합니다</translation>
    </message>
    <message>
        <source>The networks of DECA in the model library are for another head model: published ones need a photo that is fitted on FLAME</source>
        <translation>모델 라이브러리의 DECA 신경망은 다른 머리 모델용입니다. 공개된 신경망에는 FLAME으로 피팅하는 사진이 필요합니다</translation>
    </message>
    <message>
        <source>For this, add DECA&apos;s networks (deca_model.tar) to the model library first</source>
        <translation>먼저 DECA 신경망(deca_model.tar)을 모델 라이브러리에 추가하세요</translation>
    </message>
</context>
<context>
    <name>Edit</name>
    <message>
        <source>Angle of view</source>
        <translation>화각</translation>
    </message>
    <message>
        <source>Solve the angle of view</source>
        <translation>화각 구하기</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>닮은 정도</translation>
    </message>
    <message>
        <source>Mirror landmarks</source>
        <translation>랜드마크 대칭</translation>
    </message>
    <message>
        <source>Reset all landmarks</source>
        <translation>랜드마크 모두 초기화</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>모두 초기화</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Paste pose</source>
        <translation>포즈 붙여넣기</translation>
    </message>
    <message>
        <source>Mirror pose</source>
        <translation>포즈 대칭</translation>
    </message>
    <message>
        <source>Preset: %1</source>
        <translation>표정: %1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 초기화</translation>
    </message>
    <message>
        <source>Influence: %1</source>
        <translation>영향: %1</translation>
    </message>
    <message>
        <source>Bookmark %1</source>
        <translation>북마크 %1</translation>
    </message>
    <message>
        <source>Remove bookmark %1</source>
        <translation>북마크 %1 제거</translation>
    </message>
    <message>
        <source>Move landmark %1</source>
        <translation>랜드마크 %1 이동</translation>
    </message>
    <message>
        <source>Put back landmark %1</source>
        <translation>랜드마크 %1 제자리로</translation>
    </message>
    <message>
        <source>Bring back landmark %1</source>
        <translation>랜드마크 %1 되살리기</translation>
    </message>
    <message>
        <source>Take away landmark %1</source>
        <translation>랜드마크 %1 빼기</translation>
    </message>
    <message>
        <source>Random values</source>
        <translation>무작위 값</translation>
    </message>
    <message>
        <source>Look at a point</source>
        <translation>한 점 바라보기</translation>
    </message>
    <message>
        <source>Key pose</source>
        <translation>포즈 키 설정</translation>
    </message>
    <message>
        <source>Move a handle</source>
        <translation>핸들 이동</translation>
    </message>
    <message>
        <source>Stretch keys</source>
        <translation>키 늘이기</translation>
    </message>
    <message>
        <source>Move keys</source>
        <translation>키 이동</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>초당 프레임</translation>
    </message>
    <message>
        <source>Remove tracks</source>
        <translation>트랙 제거</translation>
    </message>
    <message>
        <source>Simplify curves</source>
        <translation>커브 단순화</translation>
    </message>
    <message>
        <source>Bake curves</source>
        <translation>커브 베이크</translation>
    </message>
    <message>
        <source>Retime</source>
        <translation>리타임</translation>
    </message>
    <message>
        <source>Mirror motion</source>
        <translation>모션 대칭</translation>
    </message>
    <message>
        <source>Blinks</source>
        <translation>눈 깜박임</translation>
    </message>
    <message>
        <source>Small movements</source>
        <translation>작은 움직임</translation>
    </message>
    <message>
        <source>Import motion</source>
        <translation>모션 가져오기</translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation>키 제거</translation>
    </message>
    <message>
        <source>Change tangents</source>
        <translation>탄젠트 변경</translation>
    </message>
    <message>
        <source>Change handles</source>
        <translation>핸들 변경</translation>
    </message>
    <message>
        <source>Paste keys</source>
        <translation>키 붙여넣기</translation>
    </message>
    <message>
        <source>Add keys</source>
        <translation>키 추가</translation>
    </message>
    <message>
        <source>Start of the range</source>
        <translation>범위 시작</translation>
    </message>
    <message>
        <source>End of the range</source>
        <translation>범위 끝</translation>
    </message>
    <message>
        <source>Turn the head</source>
        <translation>머리 돌리기</translation>
    </message>
    <message>
        <source>Move the jaw</source>
        <translation>턱 움직이기</translation>
    </message>
    <message>
        <source>Turn the gaze</source>
        <translation>시선 돌리기</translation>
    </message>
    <message>
        <source>Fit again</source>
        <translation>다시 피팅</translation>
    </message>
    <message>
        <source>Look: %1, learnt</source>
        <translation>룩: %1, 학습함</translation>
    </message>
    <message>
        <source>Look: %1</source>
        <translation>룩: %1</translation>
    </message>
    <message>
        <source>Strength of the look</source>
        <translation>룩의 세기</translation>
    </message>
    <message>
        <source>Motion from a video</source>
        <translation>비디오에서 가져온 동작</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>사운드 트랙</translation>
    </message>
    <message>
        <source>Remove the sound</source>
        <translation>사운드 제거</translation>
    </message>
    <message>
        <source>Move the sound</source>
        <translation>사운드 이동</translation>
    </message>
    <message>
        <source>Mute the sound</source>
        <translation>사운드 음소거</translation>
    </message>
    <message>
        <source>Colour table</source>
        <translation>색상표</translation>
    </message>
    <message>
        <source>Drag: %1</source>
        <translation>끌기: %1</translation>
    </message>
    <message>
        <source>Tone curve</source>
        <translation>톤 커브</translation>
    </message>
    <message>
        <source>Remove the colour table</source>
        <translation>색상표 제거</translation>
    </message>
    <message>
        <source>Change a clip</source>
        <translation>클립 변경</translation>
    </message>
    <message>
        <source>Rename a clip</source>
        <translation>클립 이름 변경</translation>
    </message>
    <message>
        <source>Move a clip</source>
        <translation>클립 이동</translation>
    </message>
    <message>
        <source>Trim a clip</source>
        <translation>클립 자르기</translation>
    </message>
    <message>
        <source>Remove a clip</source>
        <translation>클립 제거</translation>
    </message>
    <message>
        <source>Clip of keys</source>
        <translation>키로 클립 만들기</translation>
    </message>
    <message>
        <source>Double a clip</source>
        <translation>클립 복제</translation>
    </message>
    <message>
        <source>Turn a clip into keys</source>
        <translation>클립을 키로 변환</translation>
    </message>
    <message>
        <source>Clip of motion</source>
        <translation>모션 클립</translation>
    </message>
    <message>
        <source>Another photo</source>
        <translation>다른 사진</translation>
    </message>
    <message>
        <source>Range of the timeline</source>
        <translation>타임라인의 범위</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Start from DECA</source>
        <translation>DECA로 시작</translation>
    </message>
    <message>
        <source>Start without DECA</source>
        <translation>DECA 없이 시작</translation>
    </message>
    <message>
        <source>Landmarks from a file</source>
        <translation>파일의 랜드마크</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>No face was found in %1</source>
        <translation>%1에서 얼굴을 찾지 못했습니다</translation>
    </message>
    <message>
        <source>Try a photo that shows the whole face from the front, sharp and evenly lit.</source>
        <translation>얼굴 전체가 정면으로, 선명하고 고른 빛으로 찍힌 사진을 사용해 보세요.</translation>
    </message>
    <message>
        <source>Try a photo that shows the whole face, roughly from the front.</source>
        <translation>얼굴 전체가 대체로 정면으로 나온 사진을 사용해 보세요.</translation>
    </message>
    <message>
        <source>There is not enough memory to read %1</source>
        <translation>%1을(를) 읽을 메모리가 부족합니다</translation>
    </message>
    <message>
        <source>There is not enough memory to unpack %1</source>
        <translation>%1의 압축을 풀 메모리가 부족합니다</translation>
    </message>
    <message>
        <source>%1 is a kind of picture that Effigy does not read</source>
        <translation>%1은(는) Effigy가 읽지 못하는 이미지 형식입니다</translation>
    </message>
    <message>
        <source>Save it as JPEG, PNG, WebP, TIFF or HEIC.</source>
        <translation>JPEG, PNG, WebP, TIFF 또는 HEIC로 저장하세요.</translation>
    </message>
    <message>
        <source>%1 is not a picture</source>
        <translation>%1은(는) 이미지가 아닙니다</translation>
    </message>
    <message>
        <source>Choose a photo: JPEG, PNG, WebP, TIFF or HEIC.</source>
        <translation>사진을 선택하세요: JPEG, PNG, WebP, TIFF 또는 HEIC.</translation>
    </message>
    <message>
        <source>%1 is empty (0 bytes)</source>
        <translation>%1은(는) 비어 있습니다(0바이트)</translation>
    </message>
    <message>
        <source>Copy or download the photo again.</source>
        <translation>사진을 다시 복사하거나 내려받으세요.</translation>
    </message>
    <message>
        <source>%1 is larger than any photo Effigy reads</source>
        <translation>%1은(는) Effigy가 읽을 수 있는 크기를 넘습니다</translation>
    </message>
    <message>
        <source>Make the photo smaller.</source>
        <translation>사진 크기를 줄이세요.</translation>
    </message>
    <message>
        <source>%1 is too large for an interlaced PNG</source>
        <translation>%1은(는) 인터레이스 PNG로는 너무 큽니다</translation>
    </message>
    <message>
        <source>Save it without interlacing, or make it smaller.</source>
        <translation>인터레이스 없이 저장하거나 크기를 줄이세요.</translation>
    </message>
    <message>
        <source>%1 is too large for a TIFF of its kind</source>
        <translation>%1은(는) 이런 종류의 TIFF로는 너무 큽니다</translation>
    </message>
    <message>
        <source>%1 is a kind of TIFF that cannot be read here (%2)</source>
        <translation>%1은(는) 여기서 읽을 수 없는 TIFF입니다(%2)</translation>
    </message>
    <message>
        <source>Save it as JPEG or PNG.</source>
        <translation>JPEG나 PNG로 저장하세요.</translation>
    </message>
    <message>
        <source>%1 cannot be read here (%2)</source>
        <translation>%1은(는) 여기서 읽을 수 없습니다(%2)</translation>
    </message>
    <message>
        <source>Save the photo as JPEG.</source>
        <translation>사진을 JPEG로 저장하세요.</translation>
    </message>
    <message>
        <source>%1 is an animation</source>
        <translation>%1은(는) 애니메이션입니다</translation>
    </message>
    <message>
        <source>Choose a still photo.</source>
        <translation>정지 사진을 선택하세요.</translation>
    </message>
    <message>
        <source>Most of the face lies outside of the photo</source>
        <translation>얼굴 대부분이 사진 밖에 있습니다</translation>
    </message>
    <message>
        <source>Choose a photo that shows the whole face</source>
        <translation>얼굴 전체가 나온 사진을 선택하세요</translation>
    </message>
    <message>
        <source>The face is seen too much from the side</source>
        <translation>얼굴이 너무 옆을 향해 있습니다</translation>
    </message>
    <message>
        <source>Choose a photo that shows both eyes</source>
        <translation>두 눈이 모두 보이는 사진을 선택하세요</translation>
    </message>
    <message>
        <source>The landmarks do not form a face</source>
        <translation>랜드마크가 얼굴을 이루지 않습니다</translation>
    </message>
    <message>
        <source>Choose another photo, or place the landmarks by hand</source>
        <translation>다른 사진을 선택하거나 랜드마크를 직접 놓으세요</translation>
    </message>
    <message>
        <source>Too few landmarks are left to tell how the head is turned</source>
        <translation>남은 랜드마크가 너무 적어 머리 방향을 알 수 없습니다</translation>
    </message>
    <message>
        <source>Bring back landmarks of eyes, nose and mouth</source>
        <translation>눈, 코, 입의 랜드마크를 되살리세요</translation>
    </message>
    <message>
        <source>%1 cannot be read as a picture.</source>
        <translation>%1을(를) 이미지로 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Choose another picture for the background.</source>
        <translation>배경으로 다른 이미지를 선택하세요.</translation>
    </message>
    <message>
        <source>There is no project %1</source>
        <translation>프로젝트 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>Look for it with Open</source>
        <translation>“열기”로 찾아보세요</translation>
    </message>
    <message>
        <source>%1 is not a file</source>
        <translation>%1은(는) 파일이 아닙니다</translation>
    </message>
    <message>
        <source>%1 is not an Effigy project</source>
        <translation>%1은(는) Effigy 프로젝트가 아닙니다</translation>
    </message>
    <message>
        <source>Choose a file that ends in .effigy</source>
        <translation>.effigy로 끝나는 파일을 선택하세요</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1을(를) 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>Check the file&apos;s permissions</source>
        <translation>파일 권한을 확인하세요</translation>
    </message>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1이(가) 손상되었습니다: %2</translation>
    </message>
    <message>
        <source>Open a copy or a backup of the project</source>
        <translation>프로젝트의 사본이나 백업을 여세요</translation>
    </message>
    <message>
        <source>The offsets of the head are damaged</source>
        <translation>머리의 오프셋이 손상되었습니다</translation>
    </message>
    <message>
        <source>Open an older copy, or fit the photo again</source>
        <translation>이전 사본을 열거나 사진을 다시 피팅하세요</translation>
    </message>
    <message>
        <source>The fit cannot be read: %1</source>
        <translation>피팅을 읽을 수 없습니다: %1</translation>
    </message>
    <message>
        <source>The landmarks that were found cannot be read</source>
        <translation>찾은 랜드마크를 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Open an older copy of the project</source>
        <translation>프로젝트의 이전 사본을 여세요</translation>
    </message>
    <message>
        <source>A picture in the project is damaged: %1</source>
        <translation>프로젝트의 이미지가 손상되었습니다: %1</translation>
    </message>
    <message>
        <source>%1 is read-only</source>
        <translation>%1은(는) 읽기 전용입니다</translation>
    </message>
    <message>
        <source>Save a copy in another folder</source>
        <translation>다른 폴더에 사본을 저장하세요</translation>
    </message>
    <message>
        <source>Save a copy in another folder first.</source>
        <translation>먼저 다른 폴더에 사본을 저장하세요.</translation>
    </message>
    <message>
        <source>A copy of %1 cannot replace the project itself</source>
        <translation>%1의 사본으로 프로젝트 자체를 덮어쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>다른 이름을 선택하세요</translation>
    </message>
    <message>
        <source>Invert the photo again</source>
        <translation>아바타를 다시 튜닝하세요</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of Effigy (%2)</source>
        <translation>%1은(는) 더 새로운 버전의 Effigy에서 저장되었습니다(%2)</translation>
    </message>
    <message>
        <source>Update Effigy; the file was not changed</source>
        <translation>Effigy를 업데이트하세요. 파일은 바뀌지 않았습니다</translation>
    </message>
    <message>
        <source>There is no home folder to keep unsaved projects in</source>
        <translation>저장하지 않은 프로젝트를 둘 홈 폴더가 없습니다</translation>
    </message>
    <message>
        <source>There is no home folder to keep poses in</source>
        <translation>포즈를 둘 홈 폴더가 없습니다</translation>
    </message>
    <message>
        <source>Set HOME or XDG_DATA_HOME</source>
        <translation>HOME 또는 XDG_DATA_HOME을 설정하세요</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made: %2</source>
        <translation>폴더 %1을(를) 만들 수 없습니다: %2</translation>
    </message>
    <message>
        <source>The folder %1 cannot be written</source>
        <translation>폴더 %1에 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Check the permissions of your home folder</source>
        <translation>홈 폴더의 권한을 확인하세요</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2</source>
        <translation>%1을(를) 만들 수 없습니다: %2</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>%1에 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1에 쓸 수 없습니다: %2</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2</source>
        <translation>%1을(를) 제거할 수 없습니다: %2</translation>
    </message>
    <message>
        <source>Check the permissions of the folder</source>
        <translation>폴더의 권한을 확인하세요</translation>
    </message>
    <message>
        <source>Check the disk&apos;s room and the permissions of your home folder</source>
        <translation>디스크 공간과 홈 폴더의 권한을 확인하세요</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1에 쓸 수 없습니다: %2</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1을(를) 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>Check that the file exists and may be read</source>
        <translation>파일이 있고 읽을 수 있는지 확인하세요</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>다른 폴더를 선택하거나 공간을 확보하세요.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>다른 폴더를 선택하세요</translation>
    </message>
    <message>
        <source>There is no folder %1</source>
        <translation>폴더 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>Create it first, or choose another.</source>
        <translation>먼저 만들거나 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>%1 is a folder</source>
        <translation>%1은(는) 폴더입니다</translation>
    </message>
    <message>
        <source>Give the name of a file.</source>
        <translation>파일 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>There is no file %1</source>
        <translation>파일 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>이름을 확인하세요.</translation>
    </message>
    <message>
        <source>%1 is too large (%2 MiB)</source>
        <translation>%1이(가) 너무 큽니다(%2 MiB)</translation>
    </message>
    <message>
        <source>The picture could not be written to your pictures folder.</source>
        <translation>사진 폴더에 그림을 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>Check that the folder exists and that the disk has room.</source>
        <translation>폴더가 있는지, 디스크에 공간이 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>There is no memory for a frame of the film</source>
        <translation>동영상 한 프레임을 위한 메모리가 없습니다</translation>
    </message>
    <message>
        <source>Choose a smaller size.</source>
        <translation>더 작은 크기를 선택하세요.</translation>
    </message>
    <message>
        <source>Pictures cannot be written as %1</source>
        <translation>이미지를 %1(으)로 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Choose a name that ends in .png, .jpg or .webp</source>
        <translation>.png, .jpg 또는 .webp로 끝나는 이름을 선택하세요</translation>
    </message>
    <message>
        <source>Films cannot be written as %1</source>
        <translation>동영상을 %1(으)로 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Choose a name that ends in .mp4, .webm, .mov, .gif or .png</source>
        <translation>.mp4, .webm, .mov, .gif 또는 .png로 끝나는 이름을 선택하세요</translation>
    </message>
    <message>
        <source>Meshes cannot be written as %1</source>
        <translation>메쉬를 %1(으)로 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Choose a name that ends in .glb, .obj or .ply</source>
        <translation>.glb, .obj 또는 .ply로 끝나는 이름을 선택하세요</translation>
    </message>
    <message>
        <source>The photo has not been turned into an avatar yet</source>
        <translation>사진이 아직 아바타로 만들어지지 않았습니다</translation>
    </message>
    <message>
        <source>Invert it first, or look at the mesh</source>
        <translation>먼저 튜닝하거나 메쉬를 보세요</translation>
    </message>
    <message>
        <source>The timeline of the project has no keys</source>
        <translation>프로젝트의 타임라인에 키가 없습니다</translation>
    </message>
    <message>
        <source>The presets in %1 cannot be read: %2</source>
        <translation>%1의 프리셋을 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>The timecodes of the table do not go forward</source>
        <translation>표의 타임코드가 앞으로 나아가지 않습니다</translation>
    </message>
    <message>
        <source>Frames a second may be wrong: give them</source>
        <translation>초당 프레임이 잘못되었을 수 있습니다. 직접 지정하세요</translation>
    </message>
    <message>
        <source>A key has a time or a value that is no moment of a timeline</source>
        <translation>타임라인에 있을 수 없는 시간이나 값의 키가 있습니다</translation>
    </message>
    <message>
        <source>Times go from 0 to 24 hours</source>
        <translation>시간은 0에서 24시간까지입니다</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1이(가) 없습니다</translation>
    </message>
    <message>
        <source>Install Debian&apos;s package libdlib-data, or set EFFIGY_LANDMARK_MODEL to the file.</source>
        <translation>Debian 패키지 libdlib-data를 설치하거나 EFFIGY_LANDMARK_MODEL에 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>Install Debian&apos;s package libdlib-data again.</source>
        <translation>Debian 패키지 libdlib-data를 다시 설치하세요.</translation>
    </message>
    <message>
        <source>%1 is damaged or something else</source>
        <translation>%1이(가) 손상되었거나 다른 파일입니다</translation>
    </message>
    <message>
        <source>The avatar&apos;s weights belong to another generator: %1</source>
        <translation>아바타의 가중치가 다른 생성기의 것입니다: %1</translation>
    </message>
    <message>
        <source>Invert the photo again with the generator that is installed</source>
        <translation>설치된 생성기로 다시 튜닝하세요</translation>
    </message>
    <message>
        <source>The latents of the avatar do not fit the generator &quot;%1&quot;</source>
        <translation>아바타의 잠재값이 생성기 “%1”에 맞지 않습니다</translation>
    </message>
    <message>
        <source>%1 is no file</source>
        <translation>%1은(는) 파일이 아닙니다</translation>
    </message>
    <message>
        <source>Give the file of a model</source>
        <translation>모델 파일을 지정하세요</translation>
    </message>
    <message>
        <source>%1 has an ending that no model has</source>
        <translation>%1의 확장자는 모델의 것이 아닙니다</translation>
    </message>
    <message>
        <source>A model cannot be called &quot;%1&quot;</source>
        <translation>모델 이름을 “%1”(으)로 할 수 없습니다</translation>
    </message>
    <message>
        <source>Use letters, digits, &apos;-&apos;, &apos;_&apos; and &apos;.&apos;, up to 80 of them</source>
        <translation>영문자, 숫자, &apos;-&apos;, &apos;_&apos;, &apos;.&apos;을 80자까지 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>There is a model &quot;%1&quot; already</source>
        <translation>모델 “%1”이(가) 이미 있습니다</translation>
    </message>
    <message>
        <source>Choose another name, or remove that one</source>
        <translation>다른 이름을 선택하거나 그 모델을 제거하세요</translation>
    </message>
    <message>
        <source>Make room, or set EFFIGY_MODELS to another folder</source>
        <translation>공간을 확보하거나 EFFIGY_MODELS에 다른 폴더를 지정하세요</translation>
    </message>
    <message>
        <source>The model that ships with Effigy stays</source>
        <translation>Effigy에 포함된 모델은 제거할 수 없습니다</translation>
    </message>
    <message>
        <source>The generator cannot be used: %1</source>
        <translation>생성기를 사용할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>The generator&apos;s description is not usable: %1</source>
        <translation>생성기의 설명을 사용할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>The file belongs to another kind of model or another version</source>
        <translation>이 파일은 다른 종류나 다른 버전의 모델에 속합니다</translation>
    </message>
    <message>
        <source>There is no generator at %1</source>
        <translation>%1에 생성기가 없습니다</translation>
    </message>
    <message>
        <source>Choose another model in the model library</source>
        <translation>모델 라이브러리에서 다른 모델을 선택하세요</translation>
    </message>
    <message>
        <source>%1 cannot be read safely: %2</source>
        <translation>%1을(를) 안전하게 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>The file may be damaged, or hold something other than a model</source>
        <translation>파일이 손상되었거나 모델이 아닐 수 있습니다</translation>
    </message>
    <message>
        <source>%1 is not a sound safetensors file: %2</source>
        <translation>%1은(는) 올바른 safetensors 파일이 아닙니다: %2</translation>
    </message>
    <message>
        <source>%1 is not a sound archive: %2</source>
        <translation>%1은(는) 올바른 압축 파일이 아닙니다: %2</translation>
    </message>
    <message>
        <source>The file may be damaged or cut short; fetch it again</source>
        <translation>파일이 손상되었거나 잘렸을 수 있습니다. 다시 받으세요</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>이 작업을 할 메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>Close other programs or choose a smaller size.</source>
        <translation>다른 프로그램을 닫거나 더 작은 크기를 선택하세요.</translation>
    </message>
    <message>
        <source>Your work is saved. Please report this with the details.</source>
        <translation>작업은 저장되었습니다. 자세한 정보와 함께 알려 주세요.</translation>
    </message>
    <message>
        <source>Effigy&apos;s own resources were not found</source>
        <translation>Effigy의 리소스를 찾지 못했습니다</translation>
    </message>
    <message>
        <source>Reinstall Effigy, or set EFFIGY_RESOURCES to the folder that holds them.</source>
        <translation>Effigy를 다시 설치하거나 EFFIGY_RESOURCES에 그 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>Effigy&apos;s own file %1 is missing</source>
        <translation>Effigy의 파일 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>Reinstall Effigy, or set EFFIGY_RESOURCES to the folder that holds it.</source>
        <translation>Effigy를 다시 설치하거나 EFFIGY_RESOURCES에 그 폴더를 지정하세요.</translation>
    </message>
    <message>
        <source>The worker program could not be started: %1</source>
        <translation>작업 프로그램을 시작하지 못했습니다: %1</translation>
    </message>
    <message>
        <source>Reinstall Effigy, so that the command line program “effigy” lies beside the studio.</source>
        <translation>명령줄 프로그램 “effigy”가 스튜디오와 함께 있도록 Effigy를 다시 설치하세요.</translation>
    </message>
    <message>
        <source>The worker stopped unexpectedly. Perhaps the memory ran out.</source>
        <translation>작업 프로그램이 예기치 않게 멈췄습니다. 메모리가 부족했을 수 있습니다.</translation>
    </message>
    <message>
        <source>Nothing was lost. Close other programs or choose a lower quality, then try again.</source>
        <translation>잃은 것은 없습니다. 다른 프로그램을 닫거나 품질을 낮추고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The worker ended with code %1 and gave no result.</source>
        <translation>작업 프로그램이 코드 %1로 끝났고 결과가 없습니다.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, copy the details into a report.</source>
        <translation>다시 시도하세요. 또 일어나면 자세한 정보를 복사해 알려 주세요.</translation>
    </message>
    <message>
        <source>The project has the photo %1 already</source>
        <translation>프로젝트에 사진 %1이(가) 이미 있습니다</translation>
    </message>
    <message>
        <source>Choose another photo of the same person</source>
        <translation>같은 사람의 다른 사진을 고르세요</translation>
    </message>
    <message>
        <source>What is saved needs a name</source>
        <translation>저장하려면 이름이 필요합니다</translation>
    </message>
    <message>
        <source>A learnt look belongs to its avatar and cannot be saved for others</source>
        <translation>학습한 룩은 그 아바타의 것이어서 다른 아바타용으로 저장할 수 없습니다</translation>
    </message>
    <message>
        <source>Set the learnt looks to nothing, or keep the look in the project</source>
        <translation>학습한 룩을 0으로 하거나 룩을 프로젝트에 두세요</translation>
    </message>
    <message>
        <source>%1 is not a video</source>
        <translation>%1은(는) 비디오가 아닙니다</translation>
    </message>
    <message>
        <source>Choose a video (MP4, MOV, WebM, MKV, GIF) or a folder of pictures.</source>
        <translation>비디오(MP4, MOV, WebM, MKV, GIF)나 그림 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>Copy or download the video again.</source>
        <translation>비디오를 다시 복사하거나 내려받으세요.</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1을(를) 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions</source>
        <translation>폴더의 권한을 확인하세요</translation>
    </message>
    <message>
        <source>%1 has sound but no pictures</source>
        <translation>%1에는 소리만 있고 영상이 없습니다</translation>
    </message>
    <message>
        <source>Choose another video.</source>
        <translation>다른 비디오를 선택하세요.</translation>
    </message>
    <message>
        <source>%1 has no pictures</source>
        <translation>%1에 그림이 없습니다</translation>
    </message>
    <message>
        <source>%1 has no pictures in that range of time</source>
        <translation>%1의 그 시간 범위에는 그림이 없습니다</translation>
    </message>
    <message>
        <source>Choose another range.</source>
        <translation>다른 범위를 선택하세요.</translation>
    </message>
    <message>
        <source>%1 is packed in a way that cannot be read here (%2)</source>
        <translation>%1의 압축 방식은 여기서 읽을 수 없습니다 (%2)</translation>
    </message>
    <message>
        <source>Save the video as MP4 with H.264.</source>
        <translation>비디오를 H.264 MP4로 저장하세요.</translation>
    </message>
    <message>
        <source>%1 has pictures of %2 pixels</source>
        <translation>%1의 그림은 %2픽셀입니다</translation>
    </message>
    <message>
        <source>Make the video smaller: 1280 pixels across are plenty.</source>
        <translation>비디오를 줄이세요. 너비 1280픽셀이면 충분합니다.</translation>
    </message>
    <message>
        <source>%1 has another size than the first picture of its folder</source>
        <translation>%1의 크기가 폴더의 첫 그림과 다릅니다</translation>
    </message>
    <message>
        <source>Give all pictures of the folder one size.</source>
        <translation>폴더의 모든 그림을 같은 크기로 만드세요.</translation>
    </message>
    <message>
        <source>Choose a video that shows one face from the front, sharp and evenly lit.</source>
        <translation>얼굴이 정면에서 선명하고 고르게 조명된 비디오를 선택하세요.</translation>
    </message>
    <message>
        <source>The head of this project is of another kind than the one that videos are tracked with</source>
        <translation>이 프로젝트의 머리는 비디오 추적에 쓰는 것과 종류가 다릅니다</translation>
    </message>
    <message>
        <source>Let the person&apos;s shape be found from the video</source>
        <translation>사람의 형태를 비디오에서 찾도록 하세요</translation>
    </message>
    <message>
        <source>There is no face encoder, which videos are tracked with</source>
        <translation>비디오 추적에 쓰는 얼굴 인코더가 없습니다</translation>
    </message>
    <message>
        <source>Install Effigy again, or train one: effigy train encoder</source>
        <translation>Effigy를 다시 설치하거나 학습하세요: effigy train encoder</translation>
    </message>
    <message>
        <source>No photo can be inverted into the generator %1</source>
        <translation>생성기 %1에는 사진을 옮길 수 없습니다</translation>
    </message>
    <message>
        <source>Choose the embedded generator, one made by &quot;effigy train init&quot;, or a published Next3D snapshot</source>
        <translation>내장 생성기, “effigy train init”으로 만든 생성기 또는 공개된 Next3D 스냅샷을 선택하십시오</translation>
    </message>
    <message>
        <source>The generator %1 is driven by another head model than %2</source>
        <translation>생성기 %1은(는) %2이(가) 아닌 다른 머리 모델로 움직입니다</translation>
    </message>
    <message>
        <source>Reconstruct the photo with --head free</source>
        <translation>--head free로 사진을 재구성하십시오</translation>
    </message>
    <message>
        <source>The head model &quot;%1&quot; is not installed</source>
        <translation>머리 모델 “%1”이(가) 설치되어 있지 않습니다</translation>
    </message>
    <message>
        <source>The mouth lies outside the picture that the generator works on</source>
        <translation>입이 생성기가 다루는 그림 밖에 있습니다</translation>
    </message>
    <message>
        <source>Check the head&apos;s position: its origin should be near the middle of the skull</source>
        <translation>머리의 위치를 확인하십시오. 원점은 두개골의 가운데 가까이에 있어야 합니다</translation>
    </message>
    <message>
        <source>%1 is not a sound file</source>
        <translation>%1은(는) 사운드 파일이 아닙니다</translation>
    </message>
    <message>
        <source>Choose a WAV, FLAC, MP3, M4A or OGG file.</source>
        <translation>WAV, FLAC, MP3, M4A 또는 OGG 파일을 선택하십시오.</translation>
    </message>
    <message>
        <source>Copy or download the sound again.</source>
        <translation>사운드를 다시 복사하거나 내려받으십시오.</translation>
    </message>
    <message>
        <source>%1 has no sound</source>
        <translation>%1에 소리가 없습니다</translation>
    </message>
    <message>
        <source>Save the sound as WAV or FLAC.</source>
        <translation>사운드를 WAV 또는 FLAC으로 저장하십시오.</translation>
    </message>
    <message>
        <source>%1 is longer than %2 minutes</source>
        <translation>%1이(가) %2분보다 깁니다</translation>
    </message>
    <message>
        <source>Cut out the part that you need.</source>
        <translation>필요한 부분만 잘라 내십시오.</translation>
    </message>
    <message>
        <source>%1 is cut off: %2 of %3 seconds could be read</source>
        <translation>%1이(가) 잘려 있습니다. %3초 중 %2초를 읽었습니다</translation>
    </message>
    <message>
        <source>No encoder for sound is installed (%1)</source>
        <translation>사운드 인코더가 설치되어 있지 않습니다(%1)</translation>
    </message>
    <message>
        <source>Install FFmpeg&apos;s libraries with that encoder, or export without sound.</source>
        <translation>해당 인코더가 있는 FFmpeg 라이브러리를 설치하거나 소리 없이 내보내십시오.</translation>
    </message>
    <message>
        <source>%1 is no .cube file: it does not say how large its table is</source>
        <translation>%1은(는) .cube 파일이 아닙니다. 표의 크기가 적혀 있지 않습니다</translation>
    </message>
    <message>
        <source>%1 is damaged in line %2: %3</source>
        <translation>%1의 %2번째 줄이 손상되었습니다: %3</translation>
    </message>
    <message>
        <source>%1 is damaged: the domain of its table is empty</source>
        <translation>%1이(가) 손상되었습니다. 표의 범위가 비어 있습니다</translation>
    </message>
    <message>
        <source>Export the table again from the program that made it</source>
        <translation>표를 만든 프로그램에서 다시 내보내세요</translation>
    </message>
    <message>
        <source>%1 has a table of one dimension and one of three</source>
        <translation>%1에 1차원 표와 3차원 표가 함께 있습니다</translation>
    </message>
    <message>
        <source>Export them as two files</source>
        <translation>두 파일로 내보내세요</translation>
    </message>
    <message>
        <source>%1 has a table of %2 entries along an edge</source>
        <translation>%1의 표는 한 변에 값이 %2개 있습니다</translation>
    </message>
    <message>
        <source>Use one of %1 or less</source>
        <translation>%1개 이하인 것을 사용하세요</translation>
    </message>
    <message>
        <source>The file holds no motion</source>
        <translation>파일에 모션이 없습니다</translation>
    </message>
    <message>
        <source>Motions are saved from the menu of a clip on the timeline</source>
        <translation>모션은 타임라인에 있는 클립의 메뉴에서 저장합니다</translation>
    </message>
    <message>
        <source>A clip needs keys at two moments at least</source>
        <translation>클립에는 적어도 두 시점의 키가 필요합니다</translation>
    </message>
    <message>
        <source>Choose more keys</source>
        <translation>키를 더 선택하십시오</translation>
    </message>
    <message>
        <source>%1 shows %2 faces, and none lies where the photo of the project has its face</source>
        <translation>%1에는 얼굴이 %2개 있지만 프로젝트 사진의 얼굴 위치에 있는 것이 없습니다</translation>
    </message>
    <message>
        <source>Choose one of the faces</source>
        <translation>얼굴 중 하나를 선택하세요</translation>
    </message>
    <message>
        <source>%1 does not show the face as the photo of the project does: the landmarks differ by %2 % of the eye distance</source>
        <translation>%1에는 얼굴이 프로젝트의 사진과 다르게 나와 있습니다. 랜드마크가 눈 사이 거리의 %2 %만큼 다릅니다</translation>
    </message>
    <message>
        <source>With --anew it is fitted as a new photo: what was corrected by hand in the fit is forgotten, all else stays</source>
        <translation>--anew를 붙이면 새 사진으로 피팅합니다. 피팅에서 손으로 고친 것은 사라지고 나머지는 모두 남습니다</translation>
    </message>
    <message>
        <source>The project keeps no former photo</source>
        <translation>프로젝트에 이전 사진이 없습니다</translation>
    </message>
    <message>
        <source>There is one once its photo has been replaced</source>
        <translation>사진을 바꾸고 나면 생깁니다</translation>
    </message>
    <message>
        <source>Models are .pkl files as Next3D publishes them, .tar files as DECA does, or .safetensors and .json files of Effigy</source>
        <translation>모델은 Next3D가 공개하는 .pkl 파일, DECA가 공개하는 .tar 파일, 또는 Effigy의 .safetensors와 .json 파일입니다</translation>
    </message>
    <message>
        <source>%1 does not hold DECA&apos;s networks: %2</source>
        <translation>%1에 DECA 신경망이 없습니다: %2</translation>
    </message>
    <message>
        <source>Give deca_model.tar as it was published</source>
        <translation>공개된 그대로의 deca_model.tar를 지정하세요</translation>
    </message>
    <message>
        <source>Give deca_model.tar as it was published, or what `effigy train deca` wrote</source>
        <translation>공개된 그대로의 deca_model.tar 또는 `effigy train deca`가 쓴 파일을 지정하세요</translation>
    </message>
    <message>
        <source>The model library has no networks of DECA for this photo, and its fit is to begin with them</source>
        <translation>모델 라이브러리에 이 사진용 DECA 신경망이 없는데, 피팅은 그것으로 시작하도록 되어 있습니다</translation>
    </message>
    <message>
        <source>Add them to the model library, or take “Start from DECA” back in the Fit workspace</source>
        <translation>모델 라이브러리에 추가하거나 피팅 작업 공간에서 “DECA로 시작”을 해제하세요</translation>
    </message>
    <message>
        <source>The fitted head is shown meanwhile. Add that generator to the model library and open the project again, or tune the avatar anew</source>
        <translation>그동안에는 맞춘 머리를 보여 줍니다. 해당 생성기를 모델 라이브러리에 추가하고 프로젝트를 다시 열거나 아바타를 새로 조정하세요</translation>
    </message>
    <message>
        <source>%1 is no network that mattes heads: %2</source>
        <translation>%1은(는) 머리를 분리하는 네트워크가 아닙니다: %2</translation>
    </message>
    <message>
        <source>There is no network that mattes heads: %1</source>
        <translation>머리를 분리하는 네트워크가 없습니다: %1</translation>
    </message>
    <message>
        <source>Install Effigy again, or train one: effigy train matte</source>
        <translation>Effigy를 다시 설치하거나 학습하세요: effigy train matte</translation>
    </message>
    <message>
        <source>Reconstruct the photo with --head flame; the model library, or effigy head flame, adds that head model</source>
        <translation>--head flame으로 사진을 재구성하세요. 이 머리 모델은 모델 라이브러리나 effigy head flame으로 추가합니다</translation>
    </message>
    <message>
        <source>Add FLAME&apos;s generic_model.pkl in the model library, or use &quot;effigy head flame&quot; or &quot;effigy head ict&quot;, or the free head.</source>
        <translation>모델 라이브러리에서 FLAME의 generic_model.pkl을 추가하거나, “effigy head flame”이나 “effigy head ict”, 또는 자유 머리를 사용하세요.</translation>
    </message>
    <message>
        <source>FLAME needs %1 beside it</source>
        <translation>FLAME 옆에 %1이(가) 있어야 합니다</translation>
    </message>
    <message>
        <source>It comes with DECA, in its data folder: lay FLAME&apos;s file there, and add it from there.</source>
        <translation>DECA의 데이터 폴더에 들어 있습니다. FLAME 파일을 그곳에 두고 거기에서 추가하세요.</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>This picture cannot be used</source>
        <translation>이 이미지는 사용할 수 없습니다</translation>
    </message>
    <message>
        <source>No face was found</source>
        <translation>얼굴을 찾지 못했습니다</translation>
    </message>
    <message>
        <source>This project is damaged</source>
        <translation>이 프로젝트는 손상되었습니다</translation>
    </message>
    <message>
        <source>This project comes from a newer Effigy</source>
        <translation>이 프로젝트는 더 새로운 Effigy의 것입니다</translation>
    </message>
    <message>
        <source>A model is missing</source>
        <translation>모델이 없습니다</translation>
    </message>
    <message>
        <source>A model was refused</source>
        <translation>모델이 거부되었습니다</translation>
    </message>
    <message>
        <source>A file cannot be read or written</source>
        <translation>파일을 읽거나 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>The memory ran out</source>
        <translation>메모리가 부족합니다</translation>
    </message>
    <message>
        <source>The graphics device failed</source>
        <translation>그래픽 장치 오류</translation>
    </message>
    <message>
        <source>This is not supported</source>
        <translation>지원하지 않습니다</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>문제가 발생했습니다</translation>
    </message>
    <message>
        <source>This video cannot be used</source>
        <translation>이 비디오는 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>This sound cannot be used</source>
        <translation>이 사운드는 사용할 수 없습니다</translation>
    </message>
    <message>
        <source>This colour table cannot be used</source>
        <translation>이 색상표는 사용할 수 없습니다</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Reconstruct %1</source>
        <translation>%1 재구성</translation>
    </message>
    <message>
        <source>Fit %1 again</source>
        <translation>%1 다시 피팅</translation>
    </message>
    <message>
        <source>Tune the avatar of %1</source>
        <translation>%1 아바타 튜닝</translation>
    </message>
    <message>
        <source>Test this computer</source>
        <translation>이 컴퓨터 테스트</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 내보내기</translation>
    </message>
    <message>
        <source>Teach %1 the look “%2”</source>
        <translation>%1에 룩 “%2” 가르치기</translation>
    </message>
    <message>
        <source>Follow the face in %1</source>
        <translation>%1의 얼굴 추적</translation>
    </message>
    <message>
        <source>Make up head %1</source>
        <translation>머리 %1 만들기</translation>
    </message>
    <message>
        <source>Replace the photo of %1</source>
        <translation>%1의 사진 바꾸기</translation>
    </message>
    <message>
        <source>Former photo of %1</source>
        <translation>%1의 이전 사진</translation>
    </message>
</context>
<context>
    <name>KeyColumns</name>
    <message>
        <source>Show</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>View</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>창</translation>
    </message>
</context>
<context>
    <name>Manual</name>
    <message>
        <source>First steps</source>
        <translation>첫걸음</translation>
    </message>
    <message>
        <source>The viewport</source>
        <translation>뷰포트</translation>
    </message>
    <message>
        <source>Photo and fit</source>
        <translation>사진과 피팅</translation>
    </message>
    <message>
        <source>Shape and expression</source>
        <translation>형태와 표정</translation>
    </message>
    <message>
        <source>Poses and gaze</source>
        <translation>포즈와 시선</translation>
    </message>
    <message>
        <source>The timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Render and export</source>
        <translation>렌더와 내보내기</translation>
    </message>
    <message>
        <source>The model library</source>
        <translation>모델 라이브러리</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>When something goes wrong</source>
        <translation>문제가 생겼을 때</translation>
    </message>
    <message>
        <source>The command line</source>
        <translation>명령줄</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>하는 일</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>룩</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Middle drag: orbit  ·  Shift: pan  ·  Wheel: zoom  ·  Hold O: photo  ·  H: keys</source>
        <translation>가운데 드래그: 회전  ·  Shift: 이동  ·  휠: 줌  ·  O 누르는 동안: 사진  ·  H: 키 안내</translation>
    </message>
    <message>
        <source>Alt+left drag: orbit  ·  Alt+middle: pan  ·  Alt+right: zoom  ·  Hold O: photo  ·  H: keys</source>
        <translation>Alt+왼쪽 드래그: 회전  ·  Alt+가운데: 이동  ·  Alt+오른쪽: 줌  ·  O 누르는 동안: 사진  ·  H: 키 안내</translation>
    </message>
    <message>
        <source>Drag: orbit  ·  Shift+drag: pan  ·  Wheel: zoom  ·  Hold O: photo  ·  H: keys</source>
        <translation>드래그: 회전  ·  Shift+드래그: 이동  ·  휠: 줌  ·  O 누르는 동안: 사진  ·  H: 키 안내</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Open photo</source>
        <translation>사진 열기</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>프로젝트 열기</translation>
    </message>
    <message>
        <source>Effigy projects</source>
        <translation>Effigy 프로젝트</translation>
    </message>
    <message>
        <source>Save project</source>
        <translation>프로젝트 저장</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>모델 추가</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Add a pose</source>
        <translation>포즈 추가</translation>
    </message>
    <message>
        <source>Poses</source>
        <translation>포즈</translation>
    </message>
    <message>
        <source>Share the pose</source>
        <translation>포즈 공유</translation>
    </message>
    <message>
        <source>Import a recorded motion</source>
        <translation>녹화한 모션 가져오기</translation>
    </message>
    <message>
        <source>Tables of Live Link Face</source>
        <translation>Live Link Face 표</translation>
    </message>
    <message>
        <source>Export the motion as a table</source>
        <translation>모션을 표로 내보내기</translation>
    </message>
    <message>
        <source>Choose a face</source>
        <translation>얼굴 선택</translation>
    </message>
    <message>
        <source>This photo shows several people. Whose head shall it be?</source>
        <translation>이 사진에는 여러 사람이 있습니다. 누구의 머리를 만들까요?</translation>
    </message>
    <message>
        <source>Face %1</source>
        <translation>얼굴 %1</translation>
    </message>
    <message>
        <source>Replace file?</source>
        <translation>파일을 바꿀까요?</translation>
    </message>
    <message>
        <source>“%1” exists already. Replace it?</source>
        <translation>“%1”이(가) 이미 있습니다. 바꿀까요?</translation>
    </message>
    <message>
        <source>Stop the jobs?</source>
        <translation>작업을 멈출까요?</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are still running. What they have so far will be kept.</source>
        <translation>
            <numerusform>작업 %n개가 아직 실행 중입니다. 지금까지의 결과는 보존됩니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation>계속 작업</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>멈추고 닫기</translation>
    </message>
    <message>
        <source>Background colour</source>
        <translation>배경색</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Nothing was written yet.</source>
        <translation>아직 기록된 것이 없습니다.</translation>
    </message>
    <message>
        <source>About Effigy</source>
        <translation>Effigy 정보</translation>
    </message>
    <message>
        <source>One photo in, a living 3D head out. Everything runs on this computer; no photo leaves it.</source>
        <translation>사진 한 장에서 살아 있는 3D 머리로. 모든 것이 이 컴퓨터에서 실행되며 사진은 밖으로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>Effigy is free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>Effigy는 GNU General Public License 버전 3 이상을 따르는 자유 소프트웨어입니다. 어떠한 보증도 없습니다.</translation>
    </message>
    <message>
        <source>The free head is built from CC0 data of the MakeHuman community. The sample photo is a work of the United States government.</source>
        <translation>자유 머리 모델은 MakeHuman 커뮤니티의 CC0 데이터로 만들었습니다. 샘플 사진은 미국 정부의 저작물입니다.</translation>
    </message>
    <message>
        <source>Add photos of the same person</source>
        <translation>같은 사람의 사진 추가</translation>
    </message>
    <message>
        <source>Motion from a video</source>
        <translation>비디오에서 가져온 동작</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>비디오</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>사운드 트랙</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>사운드</translation>
    </message>
    <message>
        <source>Colour table</source>
        <translation>색상표</translation>
    </message>
    <message>
        <source>Colour tables</source>
        <translation>색상표</translation>
    </message>
    <message>
        <source>Write the grade as a colour table</source>
        <translation>색 보정을 색상표로 내보내기</translation>
    </message>
    <message>
        <source>Clip from a file</source>
        <translation>파일에서 클립 가져오기</translation>
    </message>
    <message>
        <source>Clips of motion</source>
        <translation>모션 클립</translation>
    </message>
    <message>
        <source>Save the clip</source>
        <translation>클립 저장</translation>
    </message>
</context>
<context>
    <name>Workspaces</name>
    <message>
        <source>Fit</source>
        <translation>피팅</translation>
    </message>
    <message>
        <source>Correct how the head was found in the photo</source>
        <translation>사진에서 머리를 찾은 결과를 바로잡기</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>형태</translation>
    </message>
    <message>
        <source>Shape the face, control by control</source>
        <translation>컨트롤 하나하나로 얼굴 다듬기</translation>
    </message>
    <message>
        <source>Animate</source>
        <translation>애니메이션</translation>
    </message>
    <message>
        <source>Expressions, gaze and movement</source>
        <translation>표정, 시선, 움직임</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>스타일</translation>
    </message>
    <message>
        <source>Turn the avatar into a painting, a comic, a figure of clay</source>
        <translation>아바타를 그림, 만화, 점토 인형으로 바꾸기</translation>
    </message>
    <message>
        <source>Render</source>
        <translation>렌더</translation>
    </message>
    <message>
        <source>Take pictures, films and meshes away</source>
        <translation>이미지, 동영상, 메쉬로 내보내기</translation>
    </message>
</context>
<context>
    <name>effigy::ui::CheatSheet</name>
    <message>
        <source>Keys of the viewport</source>
        <translation>뷰포트 키</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ClipBar</name>
    <message>
        <source>Clip</source>
        <translation>클립</translation>
    </message>
    <message>
        <source>Name of the clip</source>
        <translation>클립 이름</translation>
    </message>
    <message>
        <source>How the clip acts</source>
        <translation>클립의 작용 방식</translation>
    </message>
    <message>
        <source>Replaces: leads what lies beneath to its own values. Adds: moves what lies beneath on.</source>
        <translation>바꾸기: 아래에 있는 움직임을 클립의 값으로 이끕니다. 더하기: 아래에 있는 움직임에 더합니다.</translation>
    </message>
    <message>
        <source>Replaces</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Adds</source>
        <translation>더하기</translation>
    </message>
    <message>
        <source>Mute the clip</source>
        <translation>클립 끄기</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>At</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Where the clip begins on the timeline</source>
        <translation>타임라인에서 클립이 시작하는 시점</translation>
    </message>
    <message>
        <source>From</source>
        <translation>처음</translation>
    </message>
    <message>
        <source>What of the motion is played: its beginning</source>
        <translation>재생할 모션의 시작</translation>
    </message>
    <message>
        <source>To</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>What of the motion is played: its end</source>
        <translation>재생할 모션의 끝</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>How fast the motion is played</source>
        <translation>모션을 재생하는 속도</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>반복</translation>
    </message>
    <message>
        <source>How often the motion is played</source>
        <translation>모션을 재생하는 횟수</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>How strongly the clip acts</source>
        <translation>클립이 작용하는 세기</translation>
    </message>
    <message>
        <source>Fade in</source>
        <translation>페이드 인</translation>
    </message>
    <message>
        <source>Seconds in which the clip sets in</source>
        <translation>클립이 나타나는 데 걸리는 시간(초)</translation>
    </message>
    <message>
        <source>Fade out</source>
        <translation>페이드 아웃</translation>
    </message>
    <message>
        <source>Seconds in which the clip fades away</source>
        <translation>클립이 사라지는 데 걸리는 시간(초)</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ClipLane</name>
    <message>
        <source>Clips</source>
        <translation>클립</translation>
    </message>
    <message>
        <source>Clips of motion. Up and Down choose, Alt+Left and Alt+Right move the chosen one by frames, Delete removes it.</source>
        <translation>모션 클립. 위와 아래 키로 선택하고, Alt+왼쪽과 Alt+오른쪽으로 선택한 클립을 프레임 단위로 옮기고, Delete로 제거합니다.</translation>
    </message>
    <message>
        <source>Drag a clip to move it, its ends to trim it; with Alt the right end stretches it, with Ctrl it repeats it</source>
        <translation>클립을 끌면 옮겨지고 끝을 끌면 잘립니다. 오른쪽 끝을 Alt와 함께 끌면 늘어나고 Ctrl과 함께 끌면 반복됩니다</translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>클립 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, from %2 to %3 s</source>
        <translation>%1, %2~%3초</translation>
    </message>
</context>
<context>
    <name>effigy::ui::CommandPalette</name>
    <message>
        <source>Search every command</source>
        <translation>모든 명령 검색</translation>
    </message>
    <message>
        <source>Type a command, a control or an expression</source>
        <translation>명령, 컨트롤, 표정 입력</translation>
    </message>
    <message>
        <source>Commands that match</source>
        <translation>일치하는 명령</translation>
    </message>
    <message>
        <source>Nothing is called like that</source>
        <translation>그런 이름은 없습니다</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ControlGroup</name>
    <message>
        <source>Reset %1</source>
        <translation>%1 초기화</translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n개 변경됨</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::ControlPanel</name>
    <message>
        <source>Search controls</source>
        <translation>컨트롤 검색</translation>
    </message>
    <message numerus="yes">
        <source>Search %n controls</source>
        <translation>
            <numerusform>컨트롤 %n개 검색</numerusform>
        </translation>
    </message>
    <message>
        <source>Only changed controls</source>
        <translation>변경된 컨트롤만</translation>
    </message>
    <message>
        <source>Only favourites</source>
        <translation>즐겨찾기만</translation>
    </message>
    <message>
        <source>Both sides of the face move together</source>
        <translation>얼굴 양쪽을 함께 움직이기</translation>
    </message>
    <message>
        <source>Random values for what is shown and not locked</source>
        <translation>보이고 잠기지 않은 것에 무작위 값 적용</translation>
    </message>
    <message>
        <source>A little</source>
        <translation>조금</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>절반</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>마음껏</translation>
    </message>
    <message>
        <source>Influence of regions</source>
        <translation>부위별 영향</translation>
    </message>
    <message>
        <source>No favourites here; the menu of a control makes it one</source>
        <translation>즐겨찾기가 없습니다. 컨트롤의 메뉴에서 추가할 수 있습니다</translation>
    </message>
    <message>
        <source>Nothing is changed</source>
        <translation>변경된 것이 없습니다</translation>
    </message>
    <message>
        <source>No control matches “%1”</source>
        <translation>“%1”과(와) 일치하는 컨트롤이 없습니다</translation>
    </message>
</context>
<context>
    <name>effigy::ui::CurveEditor</name>
    <message>
        <source>Curve editor</source>
        <translation>커브 편집기</translation>
    </message>
    <message>
        <source>Curves of the shown tracks. Left and Right go by frames, with Ctrl by keys; Home fits.</source>
        <translation>보이는 트랙의 커브. 왼쪽/오른쪽은 프레임, Ctrl과 함께는 키 단위로 이동하고 Home은 전체를 맞춥니다.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::CurveField</name>
    <message>
        <source>Tone curve</source>
        <translation>톤 커브</translation>
    </message>
    <message>
        <source>Page Up and Down choose a point, arrows move it, Insert adds one, Delete removes it, Home straightens the curve.</source>
        <translation>Page Up과 Page Down으로 점을 고르고 화살표 키로 옮깁니다. Insert는 점을 추가하고 Delete는 점을 제거하며 Home은 커브를 곧게 폅니다.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Tone curve&lt;/b&gt;&lt;br&gt;Click to add a point, drag it, remove it with the right button or Delete. Page Up and Down choose a point, arrows move it, Insert adds one, Home straightens the curve.</source>
        <translation>&lt;b&gt;톤 커브&lt;/b&gt;&lt;br&gt;클릭하면 점이 추가되고, 끌어서 옮기며, 오른쪽 버튼이나 Delete로 제거합니다. Page Up과 Page Down으로 점을 고르고 화살표 키로 옮깁니다. Insert는 점을 추가하고 Home은 커브를 곧게 폅니다.</translation>
    </message>
    <message>
        <source>Point %1 of %2: %3 becomes %4</source>
        <translation>점 %1/%2: %3이(가) %4이(가) 됩니다</translation>
    </message>
</context>
<context>
    <name>effigy::ui::DocumentCommands</name>
    <message>
        <source>A copy was saved as %1</source>
        <translation>사본을 %1(으)로 저장했습니다</translation>
    </message>
    <message>
        <source>Exported %1</source>
        <translation>%1을(를) 내보냈습니다</translation>
    </message>
    <message>
        <source>Open the project %1</source>
        <translation>프로젝트 %1 열기</translation>
    </message>
    <message>
        <source>Make a head of %1</source>
        <translation>%1(으)로 머리 만들기</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 읽는 중…</translation>
    </message>
    <message>
        <source>Every change is saved as you make it</source>
        <translation>모든 변경은 즉시 저장됩니다</translation>
    </message>
    <message>
        <source>Everything is saved. The project can get another name once the avatar is tuned.</source>
        <translation>모두 저장되었습니다. 아바타 튜닝이 끝나면 다른 이름을 붙일 수 있습니다.</translation>
    </message>
    <message>
        <source>Take the motion of %1</source>
        <translation>%1의 동작 가져오기</translation>
    </message>
    <message>
        <source>Open a project first: its avatar gets the motion of the video</source>
        <translation>먼저 프로젝트를 여세요. 그 아바타가 비디오의 동작을 받습니다</translation>
    </message>
    <message>
        <source>Everything is saved. The project can get another name once the video has been followed.</source>
        <translation>모두 저장되었습니다. 비디오 추적이 끝나면 이름을 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Put the sound %1 on the timeline</source>
        <translation>사운드 %1을(를) 타임라인에 놓기</translation>
    </message>
    <message>
        <source>Making up head %1…</source>
        <translation>머리 %1 만드는 중…</translation>
    </message>
    <message>
        <source>%1 is the photo that the project has; only its place was noted</source>
        <translation>%1은(는) 프로젝트에 있는 사진입니다. 위치만 기록했습니다</translation>
    </message>
    <message>
        <source>The photo can be replaced once the avatar is tuned, or tuning is cancelled</source>
        <translation>아바타 튜닝이 끝나거나 취소되면 사진을 바꿀 수 있습니다</translation>
    </message>
    <message>
        <source>Add %1 to the model library</source>
        <translation>%1을(를) 모델 라이브러리에 추가</translation>
    </message>
</context>
<context>
    <name>effigy::ui::DopeSheet</name>
    <message>
        <source>Dope sheet</source>
        <translation>도프 시트</translation>
    </message>
    <message>
        <source>Keys of all tracks. Left and Right go by frames, with Ctrl by keys.</source>
        <translation>모든 트랙의 키. 왼쪽/오른쪽은 프레임, Ctrl과 함께는 키 단위로 이동합니다.</translation>
    </message>
    <message>
        <source>No keys yet. Press K over a slider, or turn on automatic keys, to animate a control.</source>
        <translation>아직 키가 없습니다. 슬라이더 위에서 K를 누르거나 자동 키를 켜세요.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ExportForm</name>
    <message>
        <source>PNG, with transparency</source>
        <translation>PNG, 투명도 포함</translation>
    </message>
    <message>
        <source>MP4, H.264</source>
        <translation>MP4, H.264</translation>
    </message>
    <message>
        <source>WebM, VP9 with transparency</source>
        <translation>WebM, VP9 투명도 포함</translation>
    </message>
    <message>
        <source>Animated GIF</source>
        <translation>움직이는 GIF</translation>
    </message>
    <message>
        <source>GLB: 52 morphs, skeleton, texture</source>
        <translation>GLB: 모프 타깃 52개, 스켈레톤, 텍스처</translation>
    </message>
    <message>
        <source>OBJ: the head as it is now, textured</source>
        <translation>OBJ: 지금 모습의 머리, 텍스처 포함</translation>
    </message>
    <message>
        <source>PLY: points and triangles</source>
        <translation>PLY: 점과 삼각형</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>프레임 속도</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>As in the viewport</source>
        <translation>뷰포트와 같게</translation>
    </message>
    <message>
        <source>As in the photo</source>
        <translation>사진과 같게</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> 픽셀</translation>
    </message>
    <message>
        <source> frames per second</source>
        <translation> 프레임/초</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>찾아보기…</translation>
    </message>
    <message>
        <source>Browse for a file</source>
        <translation>파일 찾아보기</translation>
    </message>
    <message>
        <source>Export image</source>
        <translation>이미지 내보내기</translation>
    </message>
    <message>
        <source>Export mesh</source>
        <translation>메쉬 내보내기</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Once around the head</source>
        <translation>머리를 한 바퀴</translation>
    </message>
    <message>
        <source>Range of the timeline</source>
        <translation>타임라인의 범위</translation>
    </message>
    <message>
        <source>With sound</source>
        <translation>소리 포함</translation>
    </message>
    <message>
        <source>The sound of the timeline; only MP4 films have it</source>
        <translation>타임라인의 사운드. MP4 영상에만 들어갑니다</translation>
    </message>
    <message>
        <source>Export video</source>
        <translation>비디오 내보내기</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>배경</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>투명</translation>
    </message>
    <message>
        <source>Dark grey</source>
        <translation>진한 회색</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ExportPanel</name>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>동영상</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>메쉬</translation>
    </message>
</context>
<context>
    <name>effigy::ui::FirstRunGuide</name>
    <message>
        <source>Welcome to Effigy</source>
        <translation>Effigy에 오신 것을 환영합니다</translation>
    </message>
    <message>
        <source>Skip all</source>
        <translation>모두 건너뛰기</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Which language?</source>
        <translation>어떤 언어로 할까요?</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>시스템 설정을 따름</translation>
    </message>
    <message>
        <source>How do you like to navigate?</source>
        <translation>어떤 방식으로 시점을 조작할까요?</translation>
    </message>
    <message>
        <source>What the mouse does in the viewport. You can change it in View, Mouse habits.</source>
        <translation>뷰포트에서 마우스가 하는 일입니다. ‘보기’의 ‘마우스 방식’에서 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Simple: dragging turns the head</source>
        <translation>간단하게: 드래그로 머리 회전</translation>
    </message>
    <message>
        <source>As in Blender: the middle button</source>
        <translation>Blender처럼: 가운데 버튼</translation>
    </message>
    <message>
        <source>As in Maya: Alt and a button</source>
        <translation>Maya처럼: Alt와 버튼</translation>
    </message>
    <message>
        <source>Light or dark?</source>
        <translation>밝게 할까요, 어둡게 할까요?</translation>
    </message>
    <message>
        <source>Greys without any tint, so that skin tones stay what they are. You can change it in Window, Theme.</source>
        <translation>피부색이 그대로 보이도록 색기 없는 회색입니다. ‘창’의 ‘테마’에서 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Dark, for most work</source>
        <translation>어둡게: 대부분의 작업에</translation>
    </message>
    <message>
        <source>Light, for bright rooms</source>
        <translation>밝게: 밝은 방에</translation>
    </message>
    <message>
        <source>High contrast, with bold lines</source>
        <translation>고대비: 굵은 선으로</translation>
    </message>
    <message>
        <source>How fast is this computer?</source>
        <translation>이 컴퓨터는 얼마나 빠를까요?</translation>
    </message>
    <message>
        <source>Effigy makes one picture of a head with the generator and takes the time. A few seconds.</source>
        <translation>생성기로 머리 그림 한 장을 만들어 시간을 잽니다. 몇 초 걸립니다.</translation>
    </message>
    <message>
        <source>Test this computer</source>
        <translation>이 컴퓨터 테스트</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, 스레드 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture that the test made</source>
        <translation>테스트로 만든 그림</translation>
    </message>
    <message>
        <source>Everything is on board</source>
        <translation>모두 갖춰져 있습니다</translation>
    </message>
    <message>
        <source>Effigy brings a head model and a generator of its own. It works offline, and no photo leaves this computer. Official Next3D, DECA and FLAME files can be added where you have them and their licences allow it.</source>
        <translation>Effigy에는 자체 머리 모델과 생성기가 들어 있습니다. 오프라인으로 동작하며 사진은 이 컴퓨터를 떠나지 않습니다. Next3D, DECA, FLAME의 공식 파일은 가지고 있고 라이선스가 허락하면 추가할 수 있습니다.</translation>
    </message>
    <message>
        <source>Model library…</source>
        <translation>모델 라이브러리…</translation>
    </message>
    <message>
        <source>Your first head</source>
        <translation>첫 번째 머리</translation>
    </message>
    <message>
        <source>A sharp, evenly lit portrait with the whole face visible works best. The head stands after a few seconds; the avatar is tuned while you look around.</source>
        <translation>얼굴 전체가 보이는 선명하고 빛이 고른 인물 사진이 가장 좋습니다. 머리는 몇 초 만에 나타나고, 둘러보는 동안 아바타가 튜닝됩니다.</translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation>사진 열기…</translation>
    </message>
    <message>
        <source>Try the sample photo</source>
        <translation>샘플 사진으로 해 보기</translation>
    </message>
    <message>
        <source>Making a picture…</source>
        <translation>그림 만드는 중…</translation>
    </message>
    <message>
        <source>That is quick: dragging shows previews, and the full picture follows at once.</source>
        <translation>빠릅니다. 드래그하는 동안 미리보기가, 곧이어 전체 그림이 나타납니다.</translation>
    </message>
    <message>
        <source>That is enough: previews while you drag, the full picture when your hand rests.</source>
        <translation>충분합니다. 드래그하는 동안 미리보기, 손을 멈추면 전체 그림이 나타납니다.</translation>
    </message>
    <message>
        <source>That is slow. Work on the textured mesh, and let the avatar be tuned meanwhile.</source>
        <translation>느립니다. 텍스처 메쉬로 작업하면서 그동안 아바타를 튜닝하세요.</translation>
    </message>
    <message>
        <source>Done in %1 s, starting included. %2</source>
        <translation>시작을 포함해 %1초 걸렸습니다. %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>The whole studio changes at once. You can change it in Edit, Preferences.</source>
        <translation>스튜디오 전체가 바로 바뀝니다. ‘편집’의 ‘환경 설정’에서 바꿀 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::FitCanvas</name>
    <message>
        <source>Photo with landmarks</source>
        <translation>랜드마크가 있는 사진</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>되살리기</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Put back where it was found</source>
        <translation>찾은 자리로 되돌리기</translation>
    </message>
    <message>
        <source>Landmark %1: %2 % of the eyes&apos; distance off. Drag to move, Delete to take away.</source>
        <translation>랜드마크 %1: 눈 사이 거리의 %2 % 벗어남. 드래그로 이동, Delete로 빼기.</translation>
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
        <translation>빼기</translation>
    </message>
    <message>
        <source>The landmark does not count any more (Delete)</source>
        <translation>이 랜드마크를 쓰지 않음 (Delete)</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>제자리로</translation>
    </message>
    <message>
        <source>Back to where it was found (Backspace)</source>
        <translation>찾은 자리로 되돌리기 (Backspace)</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>대칭</translation>
    </message>
    <message>
        <source>Do on the other side what was done on one</source>
        <translation>한쪽에 한 것을 반대쪽에도 적용</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>모두 초기화</translation>
    </message>
    <message>
        <source>Every landmark back to where it was found</source>
        <translation>모든 랜드마크를 찾은 자리로</translation>
    </message>
    <message>
        <source>Solve</source>
        <translation>구하기</translation>
    </message>
    <message>
        <source>Let the fit find the angle of view</source>
        <translation>피팅이 화각을 구하게 함</translation>
    </message>
    <message>
        <source>Fit again</source>
        <translation>다시 피팅</translation>
    </message>
    <message>
        <source>Make the head, its textures and its camera anew from these landmarks</source>
        <translation>이 랜드마크로 머리, 텍스처, 카메라를 새로 만들기</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>랜드마크</translation>
    </message>
    <message>
        <source>Camera and shape</source>
        <translation>카메라와 형태</translation>
    </message>
    <message>
        <source>What the fit is worth</source>
        <translation>피팅의 신뢰도</translation>
    </message>
    <message>
        <source>Show the fitted head</source>
        <translation>맞춘 머리 보이기</translation>
    </message>
    <message>
        <source>Show how far landmarks are off</source>
        <translation>랜드마크의 어긋남 보이기</translation>
    </message>
    <message>
        <source>Angle of view</source>
        <translation>화각</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>닮은 정도</translation>
    </message>
    <message>
        <source>Which face</source>
        <translation>어느 얼굴</translation>
    </message>
    <message>
        <source>How sure each region is</source>
        <translation>부위별 확실도</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>부위</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>확실도</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>보임</translation>
    </message>
    <message>
        <source>Face %1 of %2</source>
        <translation>얼굴 %1/%2</translation>
    </message>
    <message>
        <source>landmarks off by %1 of the eyes&apos; distance</source>
        <translation>랜드마크가 눈 사이 거리의 %1 벗어남</translation>
    </message>
    <message>
        <source>skin off by %1 of its brightness</source>
        <translation>피부 밝기가 %1 벗어남</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>되살리기</translation>
    </message>
    <message>
        <source>Drag landmarks to where they belong. Left and Right go from one to the next.</source>
        <translation>랜드마크를 제자리로 드래그하세요. 왼쪽/오른쪽 키로 다음으로 이동합니다.</translation>
    </message>
    <message>
        <source>Landmark %1 does not count.</source>
        <translation>랜드마크 %1은(는) 쓰이지 않습니다.</translation>
    </message>
    <message>
        <source>Landmark %1: %2 of the eyes&apos; distance off.</source>
        <translation>랜드마크 %1: 눈 사이 거리의 %2 벗어남.</translation>
    </message>
    <message>
        <source>Landmarks are off by %1 of the eyes&apos; distance. Fitted in %2 ms.</source>
        <translation>랜드마크가 눈 사이 거리의 %1 벗어나 있습니다. 피팅 %2 ms.</translation>
    </message>
    <message>
        <source>Forehead</source>
        <translation>이마</translation>
    </message>
    <message>
        <source>Left brow</source>
        <translation>왼쪽 눈썹</translation>
    </message>
    <message>
        <source>Right brow</source>
        <translation>오른쪽 눈썹</translation>
    </message>
    <message>
        <source>Left eye</source>
        <translation>왼쪽 눈</translation>
    </message>
    <message>
        <source>Right eye</source>
        <translation>오른쪽 눈</translation>
    </message>
    <message>
        <source>Nose</source>
        <translation>코</translation>
    </message>
    <message>
        <source>Left cheek</source>
        <translation>왼쪽 볼</translation>
    </message>
    <message>
        <source>Right cheek</source>
        <translation>오른쪽 볼</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>입</translation>
    </message>
    <message>
        <source>Chin</source>
        <translation>턱끝</translation>
    </message>
    <message>
        <source>The face is small (%1 pixels across): the texture will be soft.</source>
        <translation>얼굴이 작아(폭 %1픽셀) 텍스처가 흐려집니다.</translation>
    </message>
    <message>
        <source>The face is blurred: form and texture will be soft.</source>
        <translation>얼굴이 흐려 형태와 텍스처가 무뎌집니다.</translation>
    </message>
    <message>
        <source>The face is dark: its colours are unsure.</source>
        <translation>얼굴이 어두워 색이 확실하지 않습니다.</translation>
    </message>
    <message>
        <source>Part of the face lies beyond the photo&apos;s edge and is guessed.</source>
        <translation>얼굴 일부가 사진 밖에 있어 추측한 것입니다.</translation>
    </message>
    <message>
        <source>The head is turned by %1 degrees: the far side is completed from the near one.</source>
        <translation>머리가 %1도 돌아가 있어 먼 쪽은 가까운 쪽으로 채웠습니다.</translation>
    </message>
    <message>
        <source>The head looks up or down by %1 degrees: its height is unsure.</source>
        <translation>머리가 위아래로 %1도 기울어 높이가 확실하지 않습니다.</translation>
    </message>
    <message>
        <source>The mouth is open: a neutral face gives a better rest pose.</source>
        <translation>입이 벌어져 있습니다. 무표정이 기본 포즈로 더 좋습니다.</translation>
    </message>
    <message>
        <source>The eyes are closed: their colour and gaze are guessed.</source>
        <translation>눈이 감겨 있어 색과 시선은 추측한 것입니다.</translation>
    </message>
    <message>
        <source>The head does not reach all landmarks: check them, and move those that are wrong.</source>
        <translation>머리가 모든 랜드마크에 닿지 않습니다. 확인하고 틀린 것을 옮기세요.</translation>
    </message>
    <message>
        <source>The photo does not tell its angle of view: the distance was assumed.</source>
        <translation>사진에 화각 정보가 없어 거리를 가정했습니다.</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>사진 추가…</translation>
    </message>
    <message>
        <source>More photos of the same person tell more of the shape; the head is fitted again</source>
        <translation>같은 사람의 사진이 많을수록 형태가 정확해집니다. 머리를 다시 맞춥니다</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Fit again without the chosen photo</source>
        <translation>선택한 사진 없이 다시 맞추기</translation>
    </message>
    <message>
        <source>Further photos of the person</source>
        <translation>이 사람의 다른 사진</translation>
    </message>
    <message>
        <source>Show it in clay</source>
        <translation>클레이로 보기</translation>
    </message>
    <message>
        <source>Fine detail</source>
        <translation>미세 디테일</translation>
    </message>
    <message>
        <source>Folds and wrinkles that the last whole fit found</source>
        <translation>마지막 전체 피팅에서 찾은 주름</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>바꾸기…</translation>
    </message>
    <message>
        <source>A retouched picture of the photo, or one in higher resolution, in its place</source>
        <translation>보정한 사진이나 더 높은 해상도의 사진으로 바꿉니다</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Where the photo was read from is not known; the project keeps it</source>
        <translation>사진을 어디에서 읽었는지 알 수 없습니다. 사진은 프로젝트에 보관되어 있습니다</translation>
    </message>
    <message>
        <source>Read from %1; the project keeps it</source>
        <translation>%1에서 읽었습니다. 사진은 프로젝트에 보관되어 있습니다</translation>
    </message>
    <message>
        <source>Start from DECA</source>
        <translation>DECA로 시작</translation>
    </message>
</context>
<context>
    <name>effigy::ui::GazeField</name>
    <message>
        <source>Gaze target</source>
        <translation>시선 목표</translation>
    </message>
    <message>
        <source>Arrow keys move the target, Delete centres it.</source>
        <translation>화살표 키로 목표를 옮기고 Delete로 가운데에 둡니다.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Gaze target&lt;/b&gt;&lt;br&gt;Drag it to where the eyes shall look. Arrow keys move it, double-click looks straight ahead.</source>
        <translation>&lt;b&gt;시선 목표&lt;/b&gt;&lt;br&gt;눈이 바라볼 곳으로 드래그하세요. 화살표 키로 옮기고, 더블클릭하면 정면을 봅니다.</translation>
    </message>
    <message>
        <source>%1 % to the side, %2 % up</source>
        <translation>옆으로 %1 %, 위로 %2 %</translation>
    </message>
</context>
<context>
    <name>effigy::ui::GazePad</name>
    <message>
        <source>Distance</source>
        <translation>거리</translation>
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
        <translation>빨강</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>초록</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>파랑</translation>
    </message>
    <message>
        <source>Curve of all channels</source>
        <translation>모든 채널의 커브</translation>
    </message>
    <message>
        <source>Curve of red</source>
        <translation>빨강의 커브</translation>
    </message>
    <message>
        <source>Curve of green</source>
        <translation>초록의 커브</translation>
    </message>
    <message>
        <source>Curve of blue</source>
        <translation>파랑의 커브</translation>
    </message>
    <message>
        <source>Colour table…</source>
        <translation>색상표…</translation>
    </message>
    <message>
        <source>&lt;b&gt;Colour table&lt;/b&gt;&lt;br&gt;Lays a .cube file of one or three dimensions on the picture, after everything else. It goes into the project.</source>
        <translation>&lt;b&gt;색상표&lt;/b&gt;&lt;br&gt;1차원 또는 3차원 .cube 파일을 다른 모든 것 다음에 그림에 적용합니다. 파일은 프로젝트에 들어갑니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Remove the colour table</source>
        <translation>색상표 제거</translation>
    </message>
    <message>
        <source>Write as .cube…</source>
        <translation>.cube로 내보내기…</translation>
    </message>
    <message>
        <source>&lt;b&gt;Write as .cube&lt;/b&gt;&lt;br&gt;Colour grade, curves and colour table as one table for other programs.</source>
        <translation>&lt;b&gt;.cube로 내보내기&lt;/b&gt;&lt;br&gt;색 보정, 커브, 색상표를 다른 프로그램을 위한 하나의 표로 만듭니다.</translation>
    </message>
    <message>
        <source>No colour table</source>
        <translation>색상표 없음</translation>
    </message>
    <message>
        <source>Colour table: %1</source>
        <translation>색상표: %1</translation>
    </message>
</context>
<context>
    <name>effigy::ui::GradePilot</name>
    <message>
        <source>%1 is laid on the picture</source>
        <translation>%1을(를) 그림에 적용했습니다</translation>
    </message>
    <message>
        <source>%1 is written</source>
        <translation>%1을(를) 내보냈습니다</translation>
    </message>
</context>
<context>
    <name>effigy::ui::HistoryPanel</name>
    <message>
        <source>History of edits</source>
        <translation>편집 내역</translation>
    </message>
    <message>
        <source>As in the photo</source>
        <translation>사진과 같게</translation>
    </message>
</context>
<context>
    <name>effigy::ui::JobCard</name>
    <message>
        <source>Reading the photo</source>
        <translation>사진 읽는 중</translation>
    </message>
    <message>
        <source>Finding the face</source>
        <translation>얼굴 찾는 중</translation>
    </message>
    <message>
        <source>Finding the pose</source>
        <translation>포즈 찾는 중</translation>
    </message>
    <message>
        <source>Fitting the shape</source>
        <translation>형태 맞추는 중</translation>
    </message>
    <message>
        <source>Measuring the light</source>
        <translation>빛 측정 중</translation>
    </message>
    <message>
        <source>Painting the texture</source>
        <translation>텍스처 그리는 중</translation>
    </message>
    <message>
        <source>Cutting out the head</source>
        <translation>머리 분리하는 중</translation>
    </message>
    <message>
        <source>Finding the likeness</source>
        <translation>닮은 모습 찾는 중</translation>
    </message>
    <message>
        <source>Painting other views</source>
        <translation>다른 각도 그리는 중</translation>
    </message>
    <message>
        <source>Tuning the avatar</source>
        <translation>아바타 튜닝 중</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>렌더링 중</translation>
    </message>
    <message>
        <source>Learning the look</source>
        <translation>룩을 배우는 중</translation>
    </message>
    <message>
        <source>Writing the film</source>
        <translation>동영상 쓰는 중</translation>
    </message>
    <message>
        <source>PSNR %1 dB</source>
        <translation>PSNR %1 dB</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1분 %2초</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1시간 %2분</translation>
    </message>
    <message>
        <source>Latest picture of this job</source>
        <translation>이 작업의 최신 그림</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Log…</source>
        <translation>로그…</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>자세히…</translation>
    </message>
    <message>
        <source>Show result</source>
        <translation>결과 보기</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>차례를 기다리는 중</translation>
    </message>
    <message>
        <source>Done in %1</source>
        <translation>%1 만에 완료</translation>
    </message>
    <message>
        <source>Cancelled; what was finished until then is kept</source>
        <translation>취소되었습니다. 그때까지의 결과는 보존됩니다</translation>
    </message>
    <message>
        <source>The studio ended in the middle of this. It can go on.</source>
        <translation>도중에 스튜디오가 끝났습니다. 이어서 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Saving the last good state…</source>
        <translation>마지막 상태를 저장하는 중…</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1, %2/%3</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 남음</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>이어서 하기</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Watching the video</source>
        <translation>비디오를 보는 중</translation>
    </message>
    <message>
        <source>Finding the motion</source>
        <translation>동작을 찾는 중</translation>
    </message>
    <message>
        <source>Making somebody up</source>
        <translation>사람을 만드는 중</translation>
    </message>
    <message>
        <source>Writing the avatar</source>
        <translation>아바타를 쓰는 중</translation>
    </message>
</context>
<context>
    <name>effigy::ui::JobsPanel</name>
    <message>
        <source>No jobs. Reconstruction, tuning and exports appear here.</source>
        <translation>작업이 없습니다. 재구성, 튜닝, 내보내기가 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>끝난 작업 지우기</translation>
    </message>
</context>
<context>
    <name>effigy::ui::LookGallery</name>
    <message>
        <source>Show the avatar without its look</source>
        <translation>룩 없이 아바타 보기</translation>
    </message>
    <message>
        <source>&lt;b&gt;Bypass&lt;/b&gt;&lt;br&gt;Shows the avatar without its look, to compare. Pictures and films keep it.</source>
        <translation>&lt;b&gt;우회&lt;/b&gt;&lt;br&gt;비교를 위해 룩 없이 아바타를 보여 줍니다. 그림과 동영상에는 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Look %1</source>
        <translation>룩 %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&lt;br&gt;A click gives the avatar this look; drag to the right to blend it in; the menu lays it on the present one.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;&lt;br&gt;클릭하면 이 룩을 입히고, 오른쪽으로 드래그하면 점점 섞으며, 메뉴로 지금 룩 위에 겹칩니다.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Lay it on the present look</source>
        <translation>지금 룩 위에 겹치기</translation>
    </message>
    <message>
        <source>Teach the avatar this look</source>
        <translation>아바타에 이 룩 가르치기</translation>
    </message>
    <message>
        <source>Name of a new look</source>
        <translation>새 룩의 이름</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>&lt;b&gt;Save the present look&lt;/b&gt;&lt;br&gt;Give it a name; it is there for every project then.</source>
        <translation>&lt;b&gt;지금의 룩 저장&lt;/b&gt;&lt;br&gt;이름을 붙이면 모든 프로젝트에서 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Save the present look</source>
        <translation>지금의 룩 저장</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
</context>
<context>
    <name>effigy::ui::LookPilot</name>
    <message>
        <source>Look “%1” is saved</source>
        <translation>룩 “%1”을(를) 저장했습니다</translation>
    </message>
    <message>
        <source>The look is removed</source>
        <translation>룩을 제거했습니다</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ManualWindow</name>
    <message>
        <source>Manual</source>
        <translation>설명서</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>설명서 검색</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>차례</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>이전 페이지로</translation>
    </message>
    <message>
        <source>To the next page again</source>
        <translation>다음 페이지로</translation>
    </message>
</context>
<context>
    <name>effigy::ui::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>자세히…</translation>
    </message>
    <message>
        <source>Details of the message</source>
        <translation>메시지 자세히</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>메시지 닫기</translation>
    </message>
</context>
<context>
    <name>effigy::ui::MetricPlot</name>
    <message>
        <source>Curve of the quality so far</source>
        <translation>지금까지의 품질 곡선</translation>
    </message>
    <message>
        <source>PSNR, dB</source>
        <translation>PSNR, dB</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ModelLibraryDialog</name>
    <message>
        <source>Effigy generator</source>
        <translation>Effigy 생성기</translation>
    </message>
    <message>
        <source>Next3D, as published</source>
        <translation>Next3D, 공개본</translation>
    </message>
    <message>
        <source>EG3D, as published</source>
        <translation>EG3D, 공개본</translation>
    </message>
    <message>
        <source>StyleGAN2, as published</source>
        <translation>StyleGAN2, 공개본</translation>
    </message>
    <message>
        <source>Discriminator</source>
        <translation>판별기</translation>
    </message>
    <message>
        <source>Unknown network</source>
        <translation>알 수 없는 네트워크</translation>
    </message>
    <message>
        <source>Avatars from photos</source>
        <translation>사진으로 만드는 아바타</translation>
    </message>
    <message>
        <source>Heads from seeds and driven heads, on the command line: effigy generate, effigy reenact</source>
        <translation>시드로 만든 머리와 구동되는 머리, 명령줄에서: effigy generate, effigy reenact</translation>
    </message>
    <message>
        <source>Heads from seeds, without expressions, on the command line: effigy generate</source>
        <translation>시드로 만든 머리, 표정 없음, 명령줄에서: effigy generate</translation>
    </message>
    <message>
        <source>None yet: Effigy cannot render it</source>
        <translation>아직 없음: Effigy가 렌더할 수 없습니다</translation>
    </message>
    <message>
        <source>%1 × %1 pixels, %2 planes of %3 × %3</source>
        <translation>%1 × %1 픽셀, %3 × %3 평면 %2개</translation>
    </message>
    <message>
        <source>Installed models</source>
        <translation>설치된 모델</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>일어난 일</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>Model library</source>
        <translation>모델 라이브러리</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Makes</source>
        <translation>용도</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Use for new avatars</source>
        <translation>새 아바타에 사용</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>검사</translation>
    </message>
    <message>
        <source>Check the selected model</source>
        <translation>선택한 모델 검사</translation>
    </message>
    <message>
        <source>Compare the file with its fingerprint</source>
        <translation>파일을 지문과 비교</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Remove the selected model</source>
        <translation>선택한 모델 제거</translation>
    </message>
    <message>
        <source>Remove the model from the library; the file that it was added from stays</source>
        <translation>라이브러리에서 모델을 제거합니다. 원래 파일은 남습니다</translation>
    </message>
    <message>
        <source>Add from file…</source>
        <translation>파일에서 추가…</translation>
    </message>
    <message>
        <source>Add a model from a file</source>
        <translation>파일에서 모델 추가</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Stop what is running</source>
        <translation>실행 중인 것을 멈춤</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>%1 (new avatars)</source>
        <translation>%1 (새 아바타)</translation>
    </message>
    <message>
        <source>%1 is as it was when it was added.</source>
        <translation>%1은(는) 추가했을 때 그대로입니다.</translation>
    </message>
    <message>
        <source>The file of %1 is gone. Remove it, and add it again from its source.</source>
        <translation>%1의 파일이 없습니다. 제거하고 원본에서 다시 추가하세요.</translation>
    </message>
    <message>
        <source>The file of %1 has changed. Remove it, and add it again from its source.</source>
        <translation>%1의 파일이 바뀌었습니다. 제거하고 원본에서 다시 추가하세요.</translation>
    </message>
    <message>
        <source>Ships with Effigy, under the same licence: GPL-3.0-or-later.</source>
        <translation>Effigy에 포함되며 라이선스도 같습니다: GPL-3.0-or-later.</translation>
    </message>
    <message>
        <source>For research, not for commercial use: trained with code under the NVIDIA Source Code License and with the FLAME head, whose licence excludes commercial use. The authors of Next3D state no licence for the weights.</source>
        <translation>연구용이며 상업적으로 쓸 수 없습니다. NVIDIA Source Code License의 코드와, 상업적 이용을 금하는 라이선스의 FLAME 머리로 학습되었습니다. Next3D 저자들은 가중치의 라이선스를 밝히지 않았습니다.</translation>
    </message>
    <message>
        <source>Not for commercial use: code and weights are under the NVIDIA Source Code License.</source>
        <translation>상업적으로 쓸 수 없습니다. 코드와 가중치는 NVIDIA Source Code License를 따릅니다.</translation>
    </message>
    <message>
        <source>For training only; the licence of the generator that it belongs to.</source>
        <translation>학습 전용. 해당 생성기의 라이선스를 따릅니다.</translation>
    </message>
    <message>
        <source>Up to whoever trained it; Effigy adds no condition.</source>
        <translation>학습한 사람이 정합니다. Effigy는 조건을 더하지 않습니다.</translation>
    </message>
    <message>
        <source>Unknown: ask whoever you have it from.</source>
        <translation>알 수 없음: 받은 곳에 문의하세요.</translation>
    </message>
    <message>
        <source>Avatars from photos that were reconstructed on FLAME; heads from seeds, on the command line</source>
        <translation>FLAME으로 재구성한 사진의 아바타, 시드로 만든 머리(명령줄)</translation>
    </message>
    <message>
        <source>Tune the avatar with this model</source>
        <translation>이 모델로 아바타 튜닝</translation>
    </message>
    <message>
        <source>Tune the avatar of the open project; takes minutes, with a published generator on a CPU hours</source>
        <translation>열려 있는 프로젝트의 아바타를 튜닝합니다. 몇 분 걸리며, 공개된 생성기를 CPU에서 쓰면 몇 시간 걸립니다</translation>
    </message>
    <message>
        <source>For research, not for commercial use: the licence of DECA excludes it, and so does that of the FLAME head, which its codes speak of.</source>
        <translation>연구용이며 상업적으로 사용할 수 없습니다. DECA의 라이선스와, 코드가 나타내는 FLAME 머리의 라이선스가 모두 상업적 사용을 제외합니다.</translation>
    </message>
    <message>
        <source>DECA&apos;s networks</source>
        <translation>DECA 신경망</translation>
    </message>
    <message>
        <source>The start of fits on the free head, and their wrinkles: “Start from DECA”</source>
        <translation>자유 머리에 대한 피팅의 시작점과 그 주름: “DECA로 시작”</translation>
    </message>
    <message>
        <source>The start of fits on FLAME, and their wrinkles: “Start from DECA”</source>
        <translation>FLAME에 대한 피팅의 시작점과 그 주름: “DECA로 시작”</translation>
    </message>
    <message>
        <source>%1 (fits)</source>
        <translation>%1(피팅)</translation>
    </message>
    <message>
        <source>Use for fits</source>
        <translation>피팅에 사용</translation>
    </message>
    <message>
        <source>%1 (head)</source>
        <translation>%1(머리)</translation>
    </message>
    <message>
        <source>Head model</source>
        <translation>머리 모델</translation>
    </message>
    <message>
        <source>Fits of photos for published generators and networks</source>
        <translation>공개된 생성기와 네트워크를 위한 사진 맞춤</translation>
    </message>
    <message>
        <source>Fits of photos, on the command line: effigy reconstruct --head %1</source>
        <translation>명령줄에서의 사진 맞춤: effigy reconstruct --head %1</translation>
    </message>
    <message>
        <source>That of its file: FLAME is for research, not for commercial use, but for FLAME 2023 Open (CC-BY 4.0). DECA&apos;s files beside it are for research.</source>
        <translation>파일의 라이선스를 따릅니다. FLAME은 연구용이며 상업적으로 쓸 수 없습니다(FLAME 2023 Open은 CC-BY 4.0). 옆에 있는 DECA의 파일은 연구용입니다.</translation>
    </message>
    <message>
        <source>Photos for it are fitted on FLAME, which is not there yet. Add its generic_model.pkl, from DECA&apos;s data folder.</source>
        <translation>이 모델의 사진은 FLAME으로 맞추지만 아직 추가되지 않았습니다. DECA의 데이터 폴더에서 generic_model.pkl을 추가하세요.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PhotoReplacementDialog</name>
    <message>
        <source>Replace the photo</source>
        <translation>사진 바꾸기</translation>
    </message>
    <message>
        <source>Replace the photo with “%1”?</source>
        <translation>사진을 “%1”(으)로 바꾸시겠습니까?</translation>
    </message>
    <message>
        <source>Lost for good</source>
        <translation>영구히 사라지는 것</translation>
    </message>
    <message>
        <source>“%1”, the photo that was replaced before, with its fit and its avatar</source>
        <translation>이전에 바꾼 사진 “%1”과(와) 그 피팅 및 아바타</translation>
    </message>
    <message>
        <source>The fit: the face lies elsewhere in the new picture, so what you corrected stays with the present photo</source>
        <translation>피팅: 새 그림에서는 얼굴의 위치가 다르므로 수정한 내용은 지금 사진에 남습니다</translation>
    </message>
    <message>
        <source>Tuning the avatar, which takes minutes</source>
        <translation>아바타 튜닝(몇 분 걸립니다)</translation>
    </message>
    <message>
        <source>To be done again</source>
        <translation>다시 해야 하는 것</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>그대로 남는 것</translation>
    </message>
    <message>
        <source>Pose, timeline, look and further photos</source>
        <translation>포즈, 타임라인, 룩, 추가 사진</translation>
    </message>
    <message>
        <source>The present photo, put aside with its fit and its avatar: “Former photo” in the File menu brings it back</source>
        <translation>지금 사진은 피팅 및 아바타와 함께 보관됩니다. 파일 메뉴의 “이전 사진”으로 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>Keep the present photo</source>
        <translation>지금 사진 유지</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PoseHandles</name>
    <message>
        <source>Turn the head</source>
        <translation>머리 돌리기</translation>
    </message>
    <message>
        <source>Jaw</source>
        <translation>턱</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>시선</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PosePilot</name>
    <message>
        <source>Pose “%1” is saved</source>
        <translation>포즈 “%1”을(를) 저장했습니다</translation>
    </message>
    <message>
        <source>The pose is removed</source>
        <translation>포즈를 제거했습니다</translation>
    </message>
    <message>
        <source>Pose written: %1</source>
        <translation>포즈를 저장했습니다: %1</translation>
    </message>
    <message>
        <source>The pose is in “My poses” now</source>
        <translation>포즈가 “내 포즈”에 들어갔습니다</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>환경 설정</translation>
    </message>
    <message>
        <source>Reduce motion: views change at once</source>
        <translation>움직임 줄이기: 시점이 바로 바뀜</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>시스템 설정을 따름</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>Mouse habits</source>
        <translation>마우스 방식</translation>
    </message>
    <message>
        <source>Simple: drag to orbit</source>
        <translation>간단하게: 드래그로 회전</translation>
    </message>
    <message>
        <source>Blender: middle button</source>
        <translation>Blender: 가운데 버튼</translation>
    </message>
    <message>
        <source>Maya: Alt and buttons</source>
        <translation>Maya: Alt와 버튼</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>튜닝</translation>
    </message>
    <message>
        <source>Draft: quick, less alike</source>
        <translation>초안: 빠름, 덜 닮음</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>표준</translation>
    </message>
    <message>
        <source>Fine: slow, most alike</source>
        <translation>정밀: 느림, 가장 닮음</translation>
    </message>
</context>
<context>
    <name>effigy::ui::PresetPanel</name>
    <message>
        <source>Strength</source>
        <translation>세기</translation>
    </message>
    <message>
        <source>Kind of poses</source>
        <translation>포즈의 종류</translation>
    </message>
    <message>
        <source>Expressions</source>
        <translation>표정</translation>
    </message>
    <message>
        <source>Mouth shapes of speech</source>
        <translation>말할 때 입 모양</translation>
    </message>
    <message>
        <source>My poses</source>
        <translation>내 포즈</translation>
    </message>
    <message>
        <source>Search poses</source>
        <translation>포즈 검색</translation>
    </message>
    <message>
        <source>Search names and tags</source>
        <translation>이름과 태그 검색</translation>
    </message>
    <message>
        <source>Name of a new pose</source>
        <translation>새 포즈 이름</translation>
    </message>
    <message>
        <source>Name, #tag</source>
        <translation>이름, #태그</translation>
    </message>
    <message>
        <source>&lt;b&gt;Save the present expression&lt;/b&gt;&lt;br&gt;Give it a name; words that begin with # are tags.</source>
        <translation>&lt;b&gt;지금 표정 저장&lt;/b&gt;&lt;br&gt;이름을 붙이세요. #으로 시작하는 낱말은 태그입니다.</translation>
    </message>
    <message>
        <source>Save the present expression as a pose</source>
        <translation>지금 표정을 포즈로 저장</translation>
    </message>
    <message>
        <source>Add a pose from a file</source>
        <translation>파일에서 포즈 추가</translation>
    </message>
    <message>
        <source>Expression %1</source>
        <translation>표정 %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt;&lt;br&gt;A click applies it as far as “Strength” says; drag to the right to blend it in.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;&lt;br&gt;클릭하면 “세기”만큼 적용하고, 오른쪽으로 드래그하면 점점 섞습니다.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Set keys for it at the playhead</source>
        <translation>재생 헤드에 키 설정</translation>
    </message>
    <message>
        <source>Share as a file…</source>
        <translation>파일로 공유…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Nothing saved yet. Pose the face, give it a name below and save it.</source>
        <translation>아직 저장한 것이 없습니다. 표정을 만들고 아래에서 이름을 붙여 저장하세요.</translation>
    </message>
    <message>
        <source>No pose matches “%1”</source>
        <translation>“%1”과(와) 일치하는 포즈가 없습니다</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ProjectJobs</name>
    <message>
        <source>Head %1</source>
        <translation>머리 %1</translation>
    </message>
</context>
<context>
    <name>effigy::ui::RecentMenu</name>
    <message>
        <source>%1 (missing)</source>
        <translation>%1 (없음)</translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation>아직 프로젝트가 없습니다</translation>
    </message>
</context>
<context>
    <name>effigy::ui::RecentProjects</name>
    <message>
        <source>open when the studio stopped, %1</source>
        <translation>스튜디오가 멈출 때 열려 있었음, %1</translation>
    </message>
    <message>
        <source>unsaved, %1</source>
        <translation>저장 안 됨, %1</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>방금</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n분 전</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n시간 전</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n일 전</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>effigy::ui::ShortcutEditor</name>
    <message>
        <source>Assign</source>
        <translation>지정</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>동작과 키 검색</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>동작과 키</translation>
    </message>
    <message>
        <source>New keys for the selected action</source>
        <translation>선택한 동작의 새 키</translation>
    </message>
    <message>
        <source>Assign the keys to the selected action</source>
        <translation>선택한 동작에 키 지정</translation>
    </message>
    <message>
        <source>Take the keys from the selected action</source>
        <translation>선택한 동작의 키 빼기</translation>
    </message>
    <message>
        <source>Bring the selected action&apos;s own keys back</source>
        <translation>선택한 동작의 원래 키로</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>모두 초기화</translation>
    </message>
    <message>
        <source>Bring all keys back</source>
        <translation>모든 키를 원래대로</translation>
    </message>
    <message>
        <source>Select an action, then press its new keys in the field.</source>
        <translation>동작을 선택하고 칸에서 새 키를 누르세요.</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”. Assigning takes it away there.</source>
        <translation>%1은(는) “%2”의 키입니다. 지정하면 그쪽에서 빠집니다.</translation>
    </message>
    <message>
        <source>Press the new keys in the field.</source>
        <translation>칸에서 새 키를 누르세요.</translation>
    </message>
    <message>
        <source>These keys are free.</source>
        <translation>이 키는 비어 있습니다.</translation>
    </message>
</context>
<context>
    <name>effigy::ui::SoundLane</name>
    <message>
        <source>Sound</source>
        <translation>사운드</translation>
    </message>
    <message>
        <source>Waveform of the sound. Alt+Left and Alt+Right move it by frames.</source>
        <translation>사운드의 파형입니다. Alt+Left와 Alt+Right로 한 프레임씩 이동합니다.</translation>
    </message>
    <message>
        <source>Drag to move the sound in time (Alt+Left, Alt+Right by frames)</source>
        <translation>드래그하여 사운드의 시간을 이동(Alt+Left, Alt+Right로 한 프레임씩)</translation>
    </message>
    <message>
        <source>Reading the sound…</source>
        <translation>사운드를 읽는 중…</translation>
    </message>
</context>
<context>
    <name>effigy::ui::SoundPilot</name>
    <message>
        <source>No device plays sound here: the timeline plays silently</source>
        <translation>소리를 낼 장치가 없어 타임라인을 소리 없이 재생합니다</translation>
    </message>
    <message>
        <source>Open a project first: its timeline gets the sound</source>
        <translation>먼저 프로젝트를 여십시오. 그 타임라인에 사운드가 들어갑니다</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 읽는 중…</translation>
    </message>
    <message>
        <source>%1 is on the timeline</source>
        <translation>%1을(를) 타임라인에 놓았습니다</translation>
    </message>
</context>
<context>
    <name>effigy::ui::StartPage</name>
    <message>
        <source>One photo in, a living 3D head out</source>
        <translation>사진 한 장에서 살아 있는 3D 머리로</translation>
    </message>
    <message>
        <source>Left behind</source>
        <translation>남아 있는 작업</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>이어서 하기</translation>
    </message>
    <message>
        <source>Open photo…</source>
        <translation>사진 열기…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>프로젝트 열기…</translation>
    </message>
    <message>
        <source>Try the sample photo</source>
        <translation>샘플 사진으로 해 보기</translation>
    </message>
    <message>
        <source>A sharp, evenly lit portrait with the whole face visible works best. JPEG, PNG, WebP, TIFF or HEIC.</source>
        <translation>얼굴 전체가 보이는 선명하고 빛이 고른 인물 사진이 가장 좋습니다. JPEG, PNG, WebP, TIFF 또는 HEIC.</translation>
    </message>
    <message>
        <source>Open %1, %2</source>
        <translation>%1 열기, %2</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>열기(&amp;O)</translation>
    </message>
    <message>
        <source>Open in a new &amp;window</source>
        <translation>새 창에서 열기(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Remove from this list</source>
        <translation>목록에서 제거(&amp;R)</translation>
    </message>
    <message>
        <source>Drop a photo or a project here</source>
        <translation>사진이나 프로젝트를 여기에 놓으세요</translation>
    </message>
    <message>
        <source>Un&amp;pin</source>
        <translation>고정 해제(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>고정(&amp;P)</translation>
    </message>
    <message>
        <source>Random head</source>
        <translation>무작위 머리</translation>
    </message>
    <message>
        <source>Start from DECA</source>
        <translation>DECA로 시작</translation>
    </message>
</context>
<context>
    <name>effigy::ui::StatusLine</name>
    <message>
        <source>What the mouse does</source>
        <translation>마우스가 하는 일</translation>
    </message>
    <message>
        <source>Is everything saved</source>
        <translation>저장 상태</translation>
    </message>
    <message>
        <source>Time of a picture</source>
        <translation>그림 한 장의 시간</translation>
    </message>
    <message>
        <source>Pictures in a second while something moves, and the time of a full picture</source>
        <translation>움직이는 동안의 초당 그림 수와 전체 그림 한 장의 시간</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, 스레드 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Where pictures are made</source>
        <translation>그림을 만드는 곳</translation>
    </message>
    <message>
        <source>Memory in use</source>
        <translation>사용 중인 메모리</translation>
    </message>
    <message>
        <source>Memory that the studio holds</source>
        <translation>스튜디오가 쓰는 메모리</translation>
    </message>
    <message>
        <source>Show the jobs</source>
        <translation>작업 보기</translation>
    </message>
    <message>
        <source>%1 s a picture</source>
        <translation>그림당 %1초</translation>
    </message>
    <message>
        <source>%1 ms a picture</source>
        <translation>그림당 %1 ms</translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation>%1 fps</translation>
    </message>
    <message>
        <source>No jobs</source>
        <translation>작업 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>작업 %n개 실행 중</numerusform>
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
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New from photo…</source>
        <translation>사진으로 새로 만들기(&amp;N)…</translation>
    </message>
    <message>
        <source>Find the head in a photo and make a project of it</source>
        <translation>사진에서 머리를 찾아 프로젝트 만들기</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>프로젝트 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>New &amp;window</source>
        <translation>새 창(&amp;W)</translation>
    </message>
    <message>
        <source>Another project beside this one</source>
        <translation>다른 프로젝트를 나란히</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>Every change is saved by itself; this gives a new project its name</source>
        <translation>모든 변경은 저절로 저장됩니다. 새 프로젝트에 이름을 붙입니다</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>다른 이름으로 저장(&amp;A)…</translation>
    </message>
    <message>
        <source>Save a &amp;copy…</source>
        <translation>사본 저장(&amp;C)…</translation>
    </message>
    <message>
        <source>Write the project to another file and go on with this one</source>
        <translation>다른 파일에 저장하고 이 파일로 계속 작업</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>내보내기(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Image…</source>
        <translation>이미지(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Mesh…</source>
        <translation>메쉬(&amp;M)…</translation>
    </message>
    <message>
        <source>C&amp;lose project</source>
        <translation>프로젝트 닫기(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy pose</source>
        <translation>포즈 복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste pose</source>
        <translation>포즈 붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Find control…</source>
        <translation>컨트롤 찾기(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Avatar</source>
        <translation>아바타(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Tune the avatar</source>
        <translation>아바타 튜닝(&amp;T)</translation>
    </message>
    <message>
        <source>Make the avatar look like the photo; takes minutes</source>
        <translation>아바타를 사진과 닮게 만듭니다. 몇 분 걸립니다</translation>
    </message>
    <message>
        <source>&amp;Mirror the pose</source>
        <translation>포즈 대칭(&amp;M)</translation>
    </message>
    <message>
        <source>Exchange left and right</source>
        <translation>왼쪽과 오른쪽을 바꿈</translation>
    </message>
    <message>
        <source>&amp;Back to the photo&apos;s pose</source>
        <translation>사진의 포즈로 되돌리기(&amp;B)</translation>
    </message>
    <message>
        <source>Mo&amp;del library…</source>
        <translation>모델 라이브러리(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>창(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>패널(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>어둡게(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>밝게(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>고대비(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Canvas only</source>
        <translation>뷰포트만(&amp;C)</translation>
    </message>
    <message>
        <source>Nothing but the viewport; again brings everything back</source>
        <translation>뷰포트만 보이기. 다시 누르면 모두 돌아옵니다</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>전체 화면(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>레이아웃 초기화(&amp;R)</translation>
    </message>
    <message>
        <source>All panels back to their places in this workspace</source>
        <translation>이 작업 공간의 모든 패널을 제자리로</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>시스템 설정을 따름(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>명령 팔레트(&amp;C)…</translation>
    </message>
    <message>
        <source>Find any command, control or expression by its name</source>
        <translation>명령, 컨트롤, 표정을 이름으로 찾기</translation>
    </message>
    <message>
        <source>&amp;First steps…</source>
        <translation>첫걸음(&amp;F)…</translation>
    </message>
    <message>
        <source>Mouse habits, theme, a test of this computer, models, a first photo</source>
        <translation>마우스 방식, 테마, 컴퓨터 테스트, 모델, 첫 사진</translation>
    </message>
    <message>
        <source>Keyboard &amp;shortcuts…</source>
        <translation>단축키(&amp;S)…</translation>
    </message>
    <message>
        <source>See and change the keys of every command</source>
        <translation>모든 명령의 키를 보고 바꾸기</translation>
    </message>
    <message>
        <source>&amp;Keys of the viewport</source>
        <translation>뷰포트 키(&amp;K)</translation>
    </message>
    <message>
        <source>A sheet with every key and the state of every switch</source>
        <translation>모든 키와 스위치 상태를 보여 주는 표</translation>
    </message>
    <message>
        <source>&amp;About Effigy</source>
        <translation>Effigy 정보(&amp;A)</translation>
    </message>
    <message>
        <source>The avatar as it is exported</source>
        <translation>내보내는 그대로의 아바타</translation>
    </message>
    <message>
        <source>&amp;Textured mesh</source>
        <translation>텍스처 메쉬(&amp;T)</translation>
    </message>
    <message>
        <source>The fitted head with the photo&apos;s colours</source>
        <translation>사진의 색을 입힌 피팅된 머리</translation>
    </message>
    <message>
        <source>&amp;Clay</source>
        <translation>클레이(&amp;C)</translation>
    </message>
    <message>
        <source>The head&apos;s form in one material</source>
        <translation>한 가지 재질로 본 머리 형태</translation>
    </message>
    <message>
        <source>&amp;Wire over clay</source>
        <translation>클레이 위 와이어(&amp;W)</translation>
    </message>
    <message>
        <source>The edges of the mesh</source>
        <translation>메쉬의 모서리</translation>
    </message>
    <message>
        <source>&amp;Raw volume</source>
        <translation>원본 볼륨(&amp;R)</translation>
    </message>
    <message>
        <source>The avatar before superresolution</source>
        <translation>초해상도 이전의 아바타</translation>
    </message>
    <message>
        <source>&amp;Depth</source>
        <translation>깊이(&amp;D)</translation>
    </message>
    <message>
        <source>Near is white</source>
        <translation>가까울수록 흰색</translation>
    </message>
    <message>
        <source>&amp;Normals</source>
        <translation>노멀(&amp;N)</translation>
    </message>
    <message>
        <source>Where surfaces face, as colours</source>
        <translation>면이 향한 방향을 색으로</translation>
    </message>
    <message>
        <source>&amp;UV chart</source>
        <translation>UV 맵(&amp;U)</translation>
    </message>
    <message>
        <source>How the texture lies on the mesh</source>
        <translation>메쉬에 텍스처가 놓인 모습</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>표시(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Compare with the photo</source>
        <translation>사진과 비교(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Split</source>
        <translation>나누기(&amp;S)</translation>
    </message>
    <message>
        <source>Photo left, avatar right; drag the line</source>
        <translation>왼쪽은 사진, 오른쪽은 아바타. 선을 드래그하세요</translation>
    </message>
    <message>
        <source>&amp;Overlay</source>
        <translation>겹치기(&amp;O)</translation>
    </message>
    <message>
        <source>The photo over the avatar; [ and ] change how much</source>
        <translation>아바타 위에 사진을 겹칩니다. [ 와 ] 로 정도를 바꿉니다</translation>
    </message>
    <message>
        <source>&amp;Flicker</source>
        <translation>깜박이기(&amp;F)</translation>
    </message>
    <message>
        <source>Photo and avatar by turns</source>
        <translation>사진과 아바타를 번갈아</translation>
    </message>
    <message>
        <source>&amp;Difference</source>
        <translation>차이(&amp;D)</translation>
    </message>
    <message>
        <source>Black where they are equal</source>
        <translation>같은 곳은 검정</translation>
    </message>
    <message>
        <source>&amp;Less of the photo</source>
        <translation>사진을 옅게(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;More of the photo</source>
        <translation>사진을 진하게(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Look from</source>
        <translation>보는 방향(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Match the photo</source>
        <translation>사진에 맞추기(&amp;M)</translation>
    </message>
    <message>
        <source>Look through the camera that took the photo</source>
        <translation>사진을 찍은 카메라로 보기</translation>
    </message>
    <message>
        <source>Frame the &amp;head</source>
        <translation>머리 화면 맞춤(&amp;H)</translation>
    </message>
    <message>
        <source>Bring the head back into view</source>
        <translation>머리를 다시 화면 안으로</translation>
    </message>
    <message>
        <source>&amp;Front</source>
        <translation>앞(&amp;F)</translation>
    </message>
    <message>
        <source>Three-&amp;quarter</source>
        <translation>사분의 삼(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Left side</source>
        <translation>왼쪽(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Right side</source>
        <translation>오른쪽(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>뒤(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Above</source>
        <translation>위(&amp;A)</translation>
    </message>
    <message>
        <source>B&amp;elow</source>
        <translation>아래(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Simple: drag to orbit</source>
        <translation>간단하게: 드래그로 회전(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Blender: middle button</source>
        <translation>Blender: 가운데 버튼(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Maya: Alt and buttons</source>
        <translation>Maya: Alt와 버튼(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Mouse habits</source>
        <translation>마우스 방식(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Background</source>
        <translation>배경(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Handles</source>
        <translation>핸들(&amp;H)</translation>
    </message>
    <message>
        <source>Drag head, jaw and gaze in the picture</source>
        <translation>화면에서 머리, 턱, 시선을 드래그</translation>
    </message>
    <message>
        <source>Floor &amp;grid</source>
        <translation>바닥 격자(&amp;G)</translation>
    </message>
    <message>
        <source>Lines every five centimetres</source>
        <translation>5센티미터마다 선</translation>
    </message>
    <message>
        <source>Safe &amp;areas</source>
        <translation>안전 영역(&amp;A)</translation>
    </message>
    <message>
        <source>The square that is exported, with its inner 90 and 80 percent</source>
        <translation>내보내는 정사각형과 그 안쪽 90, 80퍼센트</translation>
    </message>
    <message>
        <source>Axes in the &amp;corner</source>
        <translation>모서리의 축(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Reduce motion</source>
        <translation>움직임 줄이기(&amp;R)</translation>
    </message>
    <message>
        <source>Views change at once instead of gliding</source>
        <translation>시점이 미끄러지지 않고 바로 바뀜</translation>
    </message>
    <message>
        <source>&amp;Neutral grey</source>
        <translation>중성 회색(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Black</source>
        <translation>검정(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;White</source>
        <translation>흰색(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Colour…</source>
        <translation>색(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Picture…</source>
        <translation>그림(&amp;P)…</translation>
    </message>
    <message>
        <source>Take a &amp;picture</source>
        <translation>그림 찍기(&amp;P)</translation>
    </message>
    <message>
        <source>Write what the viewport shows into your pictures folder</source>
        <translation>뷰포트에 보이는 것을 사진 폴더에 저장</translation>
    </message>
    <message>
        <source>Take a &amp;transparent picture</source>
        <translation>투명 그림 찍기(&amp;T)</translation>
    </message>
    <message>
        <source>The head alone, with alpha</source>
        <translation>머리만, 알파 포함</translation>
    </message>
    <message>
        <source>Expressions</source>
        <translation>표정</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>시선</translation>
    </message>
    <message>
        <source>History</source>
        <translation>내역</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>컨트롤</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>피팅</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Picture written: %1</source>
        <translation>그림을 저장했습니다: %1</translation>
    </message>
    <message>
        <source>Finding the head in this photo…</source>
        <translation>이 사진에서 머리를 찾는 중…</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>실행 취소(&amp;U): %1</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>다시 실행(&amp;R): %1</translation>
    </message>
    <message>
        <source>%1 (not named yet)</source>
        <translation>%1 (이름 없음)</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>읽기 전용</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>저장됨</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>저장 중…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>표정</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>컨트롤</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>최근 프로젝트(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Pin this project</source>
        <translation>이 프로젝트 고정(&amp;P)</translation>
    </message>
    <message>
        <source>It stays in the list of recent projects</source>
        <translation>최근 프로젝트 목록에 남습니다</translation>
    </message>
    <message>
        <source>&amp;Remove what is missing</source>
        <translation>없는 항목 제거(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation>목록 비우기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>설명서(&amp;M)</translation>
    </message>
    <message>
        <source>The page of the panel under the pointer</source>
        <translation>포인터 아래 패널의 페이지</translation>
    </message>
    <message>
        <source>Pre&amp;ferences…</source>
        <translation>환경 설정(&amp;F)…</translation>
    </message>
    <message>
        <source>Language, theme, mouse habits, quality of tuning</source>
        <translation>언어, 테마, 마우스 방식, 튜닝 품질</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>룩</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>룩</translation>
    </message>
    <message>
        <source>Tune the avatar first: a look is taught to the tuned avatar</source>
        <translation>먼저 아바타를 튜닝하세요. 룩은 튜닝된 아바타가 배웁니다</translation>
    </message>
    <message>
        <source>The avatar has not learnt this look: the menu of its picture in the gallery lets it learn</source>
        <translation>아바타가 아직 이 룩을 학습하지 않았습니다. 갤러리 그림의 메뉴에서 학습할 수 있습니다</translation>
    </message>
    <message>
        <source>&amp;Motion from a video…</source>
        <translation>비디오에서 동작 가져오기(&amp;M)…</translation>
    </message>
    <message>
        <source>Follow the face in a video and put its motion on the timeline</source>
        <translation>비디오의 얼굴을 추적해 그 동작을 타임라인에 놓습니다</translation>
    </message>
    <message>
        <source>The generator of this avatar paints the mouth as it has learnt to: its colours cannot be told apart</source>
        <translation>이 아바타의 생성기는 학습한 대로 입을 그리므로 색을 따로 바꿀 수 없습니다</translation>
    </message>
    <message>
        <source>The generator of this avatar cannot be taught looks; paint it with the look instead</source>
        <translation>이 아바타의 생성기에는 룩을 가르칠 수 없습니다. 대신 룩을 적용하여 그리십시오</translation>
    </message>
    <message>
        <source>Sound &amp;track…</source>
        <translation>사운드 트랙(&amp;T)…</translation>
    </message>
    <message>
        <source>A sound that plays with the timeline: WAV, FLAC, MP3, M4A, OGG</source>
        <translation>타임라인과 함께 재생되는 사운드: WAV, FLAC, MP3, M4A, OGG</translation>
    </message>
    <message>
        <source>&amp;Video…</source>
        <translation>비디오(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Drag the face</source>
        <translation>얼굴 끌기(&amp;D)</translation>
    </message>
    <message>
        <source>Take a brow, a lid, a corner of the mouth in the picture and drag it; Shift ten times finer, Escape leaves it</source>
        <translation>그림에서 눈썹, 눈꺼풀, 입꼬리를 잡아 끕니다. Shift는 열 배 세밀하게, Escape는 원래대로 둡니다</translation>
    </message>
    <message>
        <source>Curves and colour table</source>
        <translation>커브와 색상표</translation>
    </message>
    <message>
        <source>New random &amp;head</source>
        <translation>새 무작위 머리(&amp;H)</translation>
    </message>
    <message>
        <source>Make up somebody who does not exist, with an avatar at once</source>
        <translation>존재하지 않는 사람을 아바타와 함께 바로 만듭니다</translation>
    </message>
    <message>
        <source>The clip “%1” moves this here: lessen its weight, or turn it into keys</source>
        <translation>여기서는 클립 “%1”이(가) 이것을 움직입니다. 가중치를 줄이거나 키로 변환하십시오</translation>
    </message>
    <message>
        <source>A retouched picture of the photo, or one in higher resolution, in its place; pose, timeline and look stay</source>
        <translation>보정한 사진이나 더 높은 해상도의 사진으로 바꿉니다. 포즈, 타임라인, 룩은 그대로 남습니다</translation>
    </message>
    <message>
        <source>Back to the photo that was replaced, with its fit and its avatar; again: forth</source>
        <translation>바꾸기 전 사진으로 피팅, 아바타와 함께 돌아갑니다. 다시 하면 되돌립니다</translation>
    </message>
    <message>
        <source>The head has been fitted anew</source>
        <translation>머리를 새로 피팅했습니다</translation>
    </message>
    <message>
        <source>The avatar was tuned to the fit before; until it is tuned again, the mesh is shown.</source>
        <translation>아바타는 이전 피팅에 맞춰 튜닝되어 있었습니다. 다시 튜닝할 때까지 메쉬를 표시합니다.</translation>
    </message>
    <message>
        <source>Tune the avatar</source>
        <translation>아바타 튜닝</translation>
    </message>
    <message>
        <source>The photo has changed</source>
        <translation>사진이 바뀌었습니다</translation>
    </message>
    <message>
        <source>“%1” holds another picture than when it was read. The project goes on with the one that it keeps.</source>
        <translation>“%1”에 읽을 때와 다른 그림이 들어 있습니다. 프로젝트는 보관한 사진을 계속 사용합니다.</translation>
    </message>
    <message>
        <source>Take the new one…</source>
        <translation>새 사진 쓰기…</translation>
    </message>
    <message>
        <source>Re&amp;place the photo…</source>
        <translation>사진 바꾸기(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Former photo</source>
        <translation>이전 사진(&amp;F)</translation>
    </message>
    <message>
        <source>Start new photos from &amp;DECA</source>
        <translation>새 사진을 DECA로 시작(&amp;D)</translation>
    </message>
    <message>
        <source>Fits of new photos begin with the face that DECA&apos;s networks read; add those to the model library</source>
        <translation>새 사진의 피팅을 DECA 신경망이 읽은 얼굴로 시작합니다. 신경망은 모델 라이브러리에 추가하세요</translation>
    </message>
    <message>
        <source>Generators and networks that are installed</source>
        <translation>설치된 생성기와 신경망</translation>
    </message>
</context>
<context>
    <name>effigy::ui::TimeRuler</name>
    <message>
        <source>Time ruler</source>
        <translation>시간 눈금자</translation>
    </message>
    <message>
        <source>&lt;b&gt;Time&lt;/b&gt;&lt;br&gt;Drag to move the playhead. Wheel zooms, Shift and wheel scrolls.&lt;br&gt;I and O set the range that plays.</source>
        <translation>&lt;b&gt;시간&lt;/b&gt;&lt;br&gt;드래그로 재생 헤드를 옮깁니다. 휠은 확대/축소, Shift+휠은 스크롤.&lt;br&gt;I와 O로 재생 범위를 정합니다.</translation>
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
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Playhead</source>
        <translation>재생 헤드</translation>
    </message>
    <message>
        <source>Minutes, seconds and frames of the playhead</source>
        <translation>재생 헤드의 분, 초, 프레임</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>초당 프레임</translation>
    </message>
    <message>
        <source>Frames a second. Keys keep their moments.</source>
        <translation>초당 프레임. 키의 시각은 그대로입니다.</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>트랙</translation>
    </message>
    <message>
        <source>To the start of the range</source>
        <translation>범위 시작으로</translation>
    </message>
    <message>
        <source>Key before (Ctrl+Left)</source>
        <translation>이전 키 (Ctrl+왼쪽)</translation>
    </message>
    <message>
        <source>Play (Space; J K L)</source>
        <translation>재생 (Space; J K L)</translation>
    </message>
    <message>
        <source>Key after (Ctrl+Right)</source>
        <translation>다음 키 (Ctrl+오른쪽)</translation>
    </message>
    <message>
        <source>Repeat the range</source>
        <translation>범위 반복</translation>
    </message>
    <message>
        <source>Automatic keys (what moves an animated control sets a key)</source>
        <translation>자동 키 (애니메이션된 컨트롤을 움직이면 키를 설정)</translation>
    </message>
    <message>
        <source>Add keys at the playhead (Insert)</source>
        <translation>재생 헤드에 키 추가 (Insert)</translation>
    </message>
    <message>
        <source>Snap to frames (S)</source>
        <translation>프레임에 스냅 (S)</translation>
    </message>
    <message>
        <source>Bezier curve (1)</source>
        <translation>베지어 곡선 (1)</translation>
    </message>
    <message>
        <source>Straight line (2)</source>
        <translation>직선 (2)</translation>
    </message>
    <message>
        <source>Hold until the next key (3)</source>
        <translation>다음 키까지 유지 (3)</translation>
    </message>
    <message>
        <source>Curves instead of marks (C)</source>
        <translation>표시 대신 커브 (C)</translation>
    </message>
    <message>
        <source>Show everything (Home)</source>
        <translation>전체 보기 (Home)</translation>
    </message>
    <message>
        <source>What can be done with motion</source>
        <translation>모션으로 할 수 있는 것</translation>
    </message>
    <message>
        <source>Copy keys</source>
        <translation>키 복사</translation>
    </message>
    <message>
        <source>Paste keys at the playhead</source>
        <translation>재생 헤드에 키 붙여넣기</translation>
    </message>
    <message>
        <source>Select all keys</source>
        <translation>모든 키 선택</translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation>키 제거</translation>
    </message>
    <message>
        <source>Remove the chosen tracks</source>
        <translation>선택한 트랙 제거</translation>
    </message>
    <message>
        <source>Automatic handles</source>
        <translation>자동 핸들</translation>
    </message>
    <message>
        <source>Aligned handles</source>
        <translation>정렬된 핸들</translation>
    </message>
    <message>
        <source>Free handles</source>
        <translation>자유 핸들</translation>
    </message>
    <message>
        <source>Simplify curves</source>
        <translation>커브 단순화</translation>
    </message>
    <message>
        <source>A key on every frame</source>
        <translation>모든 프레임에 키</translation>
    </message>
    <message>
        <source>Twice as long</source>
        <translation>두 배 길게</translation>
    </message>
    <message>
        <source>Half as long</source>
        <translation>절반 길이로</translation>
    </message>
    <message>
        <source>Mirror left and right</source>
        <translation>좌우 대칭</translation>
    </message>
    <message>
        <source>Blinks over the range</source>
        <translation>범위에 눈 깜박임 넣기</translation>
    </message>
    <message>
        <source>Small movements over the range</source>
        <translation>범위에 작은 움직임 넣기</translation>
    </message>
    <message>
        <source>Import a recorded motion…</source>
        <translation>녹화한 모션 가져오기…</translation>
    </message>
    <message>
        <source>Export as a table…</source>
        <translation>표로 내보내기…</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>모든 트랙</translation>
    </message>
    <message>
        <source>Mute the sound (neither played nor exported)</source>
        <translation>사운드 음소거(재생도 내보내기도 하지 않음)</translation>
    </message>
    <message>
        <source>Sound track…</source>
        <translation>사운드 트랙…</translation>
    </message>
    <message>
        <source>Remove the sound</source>
        <translation>사운드 제거</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>클립</translation>
    </message>
    <message>
        <source>Make the chosen keys a clip</source>
        <translation>선택한 키를 클립으로 만들기</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>모션</translation>
    </message>
    <message>
        <source>Blinks as a clip</source>
        <translation>눈 깜박임을 클립으로</translation>
    </message>
    <message>
        <source>Blinks</source>
        <translation>눈 깜박임</translation>
    </message>
    <message>
        <source>Small movements as a clip</source>
        <translation>작은 움직임을 클립으로</translation>
    </message>
    <message>
        <source>Small movements</source>
        <translation>작은 움직임</translation>
    </message>
    <message>
        <source>Clip from a file…</source>
        <translation>파일에서 클립 가져오기…</translation>
    </message>
    <message>
        <source>Double the clip</source>
        <translation>클립 복제</translation>
    </message>
    <message>
        <source>Turn the clip into keys</source>
        <translation>클립을 키로 변환</translation>
    </message>
    <message>
        <source>Save the clip as a file…</source>
        <translation>클립을 파일로 저장…</translation>
    </message>
    <message>
        <source>Remove the clip</source>
        <translation>클립 제거</translation>
    </message>
</context>
<context>
    <name>effigy::ui::TimelinePilot</name>
    <message numerus="yes">
        <source>%n key(s) imported</source>
        <translation>
            <numerusform>키 %n개를 가져왔습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Motion written: %1</source>
        <translation>모션을 저장했습니다: %1</translation>
    </message>
    <message>
        <source>The motion for %1 is ready: open the project to take it</source>
        <translation>%1의 동작이 준비되었습니다. 프로젝트를 열면 가져옵니다</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) taken from the video</source>
        <translation>
            <numerusform>비디오에서 키 %n개를 가져왔습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Clip written: %1</source>
        <translation>클립을 저장했습니다: %1</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ToolStrip</name>
    <message>
        <source>Tools</source>
        <translation>도구</translation>
    </message>
    <message>
        <source>Everything that the viewport can show</source>
        <translation>뷰포트가 보일 수 있는 모든 것</translation>
    </message>
    <message>
        <source>All ways to compare with the photo</source>
        <translation>사진과 비교하는 모든 방법</translation>
    </message>
    <message>
        <source>All sides to look from</source>
        <translation>볼 수 있는 모든 방향</translation>
    </message>
    <message>
        <source>What lies behind the head</source>
        <translation>머리 뒤의 배경</translation>
    </message>
</context>
<context>
    <name>effigy::ui::TopBar</name>
    <message>
        <source>Workspaces</source>
        <translation>작업 공간</translation>
    </message>
    <message>
        <source>Search every command</source>
        <translation>모든 명령 검색</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>명령 검색</translation>
    </message>
    <message>
        <source>Search commands   %1</source>
        <translation>명령 검색   %1</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ValueSlider</name>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Type a value…</source>
        <translation>값 입력…</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Paste value</source>
        <translation>값 붙여넣기</translation>
    </message>
    <message>
        <source>Copy parameter path</source>
        <translation>매개변수 경로 복사</translation>
    </message>
    <message>
        <source>Remove the key here</source>
        <translation>여기 키 제거</translation>
    </message>
    <message>
        <source>Add a key here</source>
        <translation>여기에 키 추가</translation>
    </message>
    <message>
        <source>To the key before</source>
        <translation>이전 키로</translation>
    </message>
    <message>
        <source>To the key after</source>
        <translation>다음 키로</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>잠금 해제</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>잠금</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>다시 사용</translation>
    </message>
    <message>
        <source>Leave out for comparison</source>
        <translation>비교를 위해 빼기</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>즐겨찾기 해제</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>즐겨찾기</translation>
    </message>
    <message>
        <source>Unlink the other side</source>
        <translation>반대쪽 연결 해제</translation>
    </message>
    <message>
        <source>Link the other side</source>
        <translation>반대쪽과 연결</translation>
    </message>
    <message>
        <source>Range %1 to %2, typing reaches %3 to %4; resets to %5.</source>
        <translation>범위 %1~%2, 입력은 %3~%4까지. 초기화하면 %5.</translation>
    </message>
    <message>
        <source>Drag to change, Shift for fine, Ctrl for steps, double-click to reset, Enter to type.</source>
        <translation>드래그로 변경, Shift 미세, Ctrl 단계, 더블클릭 초기화, Enter 입력.</translation>
    </message>
    <message>
        <source>Alt-click leaves it out for comparison; K adds or removes a key.</source>
        <translation>Alt+클릭은 비교를 위해 빼기, K는 키 추가/제거.</translation>
    </message>
    <message>
        <source>The chain links both sides of the face.</source>
        <translation>사슬은 얼굴 양쪽을 연결합니다.</translation>
    </message>
    <message>
        <source>The clip “%1” moves it by %2, from %3 to %4.</source>
        <translation>클립 “%1”이(가) %2만큼 움직입니다(%3에서 %4로).</translation>
    </message>
</context>
<context>
    <name>effigy::ui::VideoMotionDialog</name>
    <message>
        <source>Expression</source>
        <translation>표정</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>시선</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>머리</translation>
    </message>
    <message>
        <source>The video shows the person of this project</source>
        <translation>비디오에 이 프로젝트의 사람이 나옵니다</translation>
    </message>
    <message>
        <source>Motion from a video</source>
        <translation>비디오에서 가져온 동작</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>None: every picture for itself</source>
        <translation>없음: 그림마다 따로</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>약하게</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>강하게</translation>
    </message>
    <message>
        <source>The shape of the head is taken from the project instead of being found from the video</source>
        <translation>머리의 형태를 비디오에서 찾지 않고 프로젝트에서 가져옵니다</translation>
    </message>
    <message>
        <source>The face in “%1” is followed, and its motion replaces that on the timeline.</source>
        <translation>“%1”의 얼굴을 추적하고, 그 동작이 타임라인의 동작을 대신합니다.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>To</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>가져올 것</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>스무딩</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>추적</translation>
    </message>
</context>
<context>
    <name>effigy::ui::Viewport</name>
    <message>
        <source>Viewport with the avatar</source>
        <translation>아바타가 있는 뷰포트</translation>
    </message>
    <message>
        <source>How much of the photo lies over the avatar</source>
        <translation>아바타 위에 겹치는 사진의 정도</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>아바타</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>메쉬</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Photo over it, %1 %</source>
        <translation>사진 겹침 %1 %</translation>
    </message>
    <message>
        <source>Difference, four times as strong</source>
        <translation>차이, 네 배로 강조</translation>
    </message>
</context>
<context>
    <name>effigy::ui::ViewportPilot</name>
    <message>
        <source>Textured mesh, until the avatar is tuned</source>
        <translation>아바타 튜닝이 끝날 때까지 텍스처 메쉬</translation>
    </message>
</context>
</TS>
