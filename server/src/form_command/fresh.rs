//! `form new`: a form to begin with, right from its first line.

use crate::Trouble;
use crate::city::{Library, accepts_form_id};

/// A form's file with one question of the usual kinds each, to be changed; `form check` finds nothing wrong with it.
///
/// # Errors
/// If no form can have this id, the city has one of it, or no number is left.
pub fn fresh(id: &str, library: &Library) -> Result<String, Trouble> {
    if !accepts_form_id(id) {
        let reason = format!("「{id}」は様式の名前になりません。「dog-registration」のように、英小文字の単語を「-」でつないでください。");
        return Err(Trouble::new(reason));
    }
    if library.form(id).is_some() || library.refused().iter().any(|refused| refused.id == id) {
        let reason =
            format!("「{id}」という様式はもうあります。直すときは、今の版を「{id}@版.toml」として残し、新しい版を作ってください。");
        return Err(Trouble::new(reason));
    }
    let Some(number) = (0..=u8::MAX).find(|number| !library.has_number(*number)) else {
        return Err(Trouble::new("様式の番号（0から255）を使い切っています。使わない様式を消してください。"));
    };
    Ok(BEGINNING.replace("NUMBER", &number.to_string()))
}

/// Written as an officer would begin. The number is filled in; everything in brackets is to be changed.
const BEGINNING: &str = r#"# （様式の正式な名前）
#
# 書き方は、様式のフォルダーの README.md にあります。直したら「madoguchi form check」で点検してください。

number = NUMBER
edition = 1
title = "（様式の正式な名前）"
summary = "（何のための書類かを、1文で）"
who = "（だれが申請できるか）"
channels = ["qr"]
not_online = "（家から送れない理由と、代わりにどうするか）"
fee = "無料"
deadline = "期限はありません"
bring = ["窓口に来る人の本人確認書類"]
minutes = 5
valid_days = 30

[source]
kind = "layout-assumed"
text = "（質問の出典）"
confirmed = false

[[question]]
id = "who"
label = "窓口に来るのは、どなたですか"
slot_label = "窓口に来る人"
kind = "choice"
options = [
  { id = "self", label = "本人" },
  { id = "representative", label = "代理人", help = "頼まれて来る人。委任状をお持ちください" },
]

[[question]]
id = "applicant"
label = "窓口に来る人の氏名"
kind = "person"

[[question]]
id = "principal"
label = "頼んだ人の氏名"
when = { question = "who", is = ["representative"] }
kind = "person"

[[question]]
id = "born"
label = "本人の生年月日"
kind = "date"
rule = "past"

[[question]]
id = "address"
label = "本人の住所"
kind = "address"

[[question]]
id = "phone"
label = "昼間に連絡できる電話番号"
slot_label = "電話番号"
kind = "phone"

[sample]
who = "representative"
applicant = { family = "佐倉", given = "花子", family-kana = "サクラ", given-kana = "ハナコ" }
principal = { family = "佐倉", given = "一郎", family-kana = "サクラ", given-kana = "イチロウ" }
born = "1950-01-31"
address = { postcode = "0000001", city = "さくら県さくら野市", town = "桜町一丁目", block = "2番3号" }
phone = "09000000012"
"#;
