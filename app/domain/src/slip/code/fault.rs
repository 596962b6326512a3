//! Why a code is not read, in words for the staff at the counter.

use serde::{Deserialize, Serialize};

use crate::form::Problem;

/// Why digits cannot be read as a slip, or a slip not be written as digits (読取不可の理由).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum CodeFault {
    /// Not a code of this system: something other than digits, far too many of them, or no kind that exists.
    NotOurs,
    /// The end is missing.
    Truncated,
    /// A digit is wrong.
    CheckFailed,
    /// Made by a newer program.
    UnknownFormat,
    /// Made with newer tables.
    UnknownTable,
    /// Made with a town table (町域表) of this city that is not here.
    UnknownTowns,
    /// A form this city does not have.
    UnknownForm {
        /// Its number.
        number: u8,
    },
    /// An edition this city does not have.
    UnknownVersion {
        /// The number of the form.
        number: u8,
        /// Which edition.
        edition: u8,
    },
    /// A form of this city whose file is refused: whoever looks after the files can mend it, and the code is read then.
    RefusedForm {
        /// The title of the form, or its id if no title can be read.
        title: String,
        /// Whether the file is right in itself, but asks something else than it did when the code was made.
        changed: bool,
    },
    /// Another city's.
    OtherMunicipality,
    /// Too old.
    Expired,
    /// Made tomorrow or later, or before 2024: the phone's clock was wrong.
    WrongClock,
    /// Sealed to a key that is not here.
    WrongKey,
    /// The form's file of this edition is not the one the slip was written with.
    FormDiffers,
    /// More is written than a code can hold.
    TooLong,
    /// Pages of a code (コードのページ) that are not all of it.
    PagesMissing {
        /// The numbers of those that are not there.
        missing: Vec<u8>,
        /// How many pages the code has.
        of: u8,
    },
    /// Pages of two codes.
    OtherPages,
    /// Read without fault, but the answers do not pass the form's check.
    Problems {
        /// Everything to correct.
        problems: Vec<Problem>,
    },
}

impl CodeFault {
    /// The sentence for staff: what is wrong and what to do.
    pub fn sentence(&self) -> String {
        match self {
            CodeFault::NotOurs => "窓口の申請書のコードではありません。申請の画面に出ているQRコードを読み取ってください。".into(),
            CodeFault::Truncated => {
                "コードの終わりが欠けています。画面を明るくして、QRコード全体をもう一度読み取ってください。".into()
            }
            CodeFault::CheckFailed => {
                "コードの数字に誤りがあります。もう一度読み取ってください。続くときは、画面のQRコードを出し直してもらってください。".into()
            }
            CodeFault::UnknownFormat => {
                "このコードは新しい形式で作られています。窓口のプログラムを新しい版に更新してください。急ぐときは、申請者の画面を見て受け付けてください。".into()
            }
            CodeFault::UnknownTable => {
                "このコードは新しい文字表で作られています。窓口のプログラムを新しい版に更新してください。急ぐときは、申請者の画面を見て受け付けてください。".into()
            }
            CodeFault::UnknownTowns => {
                "このコードの住所は、この窓口にない町域の表で書かれています。郵便番号のファイルを新しくするか、管理者に確かめてください。急ぐときは、申請者の画面を見て受け付けてください。".into()
            }
            CodeFault::UnknownForm { .. } => {
                "この窓口にない様式の申請書です。どの手続の申請かを申請者に確かめ、その窓口を案内してください。".into()
            }
            CodeFault::UnknownVersion { edition, .. } => {
                format!("この窓口にない版（第{edition}版）の様式で書かれています。様式ファイルを確かめるか、新しい画面で作り直してもらってください。")
            }
            CodeFault::RefusedForm { title, changed: true } => format!(
                "「{title}」の様式ファイルが、使われたあとで、版の番号を変えずに書き換えられています。元に戻せば、このコードはまた読み取れます。管理者に伝え、いまは申請者の画面を見て受け付けてください。"
            ),
            CodeFault::RefusedForm { title, changed: false } => format!(
                "「{title}」の様式ファイルに誤りがあります。直せば、このコードはまた読み取れます。管理者に伝え、いまは申請者の画面を見て受け付けてください。"
            ),
            CodeFault::OtherMunicipality => {
                "ほかの市区町村あての申請書です。宛先の市区町村を申請者に確かめてください。".into()
            }
            CodeFault::Expired => "この申請書は作られてから日がたち、期限が切れています。新しく作り直してもらってください。".into(),
            CodeFault::WrongClock => {
                "申請書が作られた日時が正しくありません。スマートフォンの日付と時刻を直し、作り直してもらってください。".into()
            }
            CodeFault::WrongKey => {
                "この窓口にない鍵で封をされているため、開けません。宛先がこの市の申請書かを申請者に確かめ、ほかの市区町村あてなら、その窓口を案内してください。この市あてなら、申請の画面を開き直して、新しく作り直してもらってください。".into()
            }
            CodeFault::FormDiffers => {
                "同じ版の番号で内容の違う様式で書かれています。様式ファイルが書き換えられていないか、管理者に確かめてください。".into()
            }
            CodeFault::TooLong => "記入が長すぎて、1つのコードに収まりません。自由記入の文を短くしてください。".into(),
            CodeFault::PagesMissing { missing, of } => {
                let missing: Vec<String> = missing.iter().map(|number| format!("{number}枚目")).collect();
                format!("{of}枚に分かれたコードです。まだ読み取っていないのは、{}です。順番はどれからでもかまいません。", missing.join("、"))
            }
            CodeFault::OtherPages => {
                "別の申請書のページです。ひとつの申請書のページを、すべて読み取ってから次の人のものを読み取ってください。".into()
            }
            CodeFault::Problems { problems } => {
                let first = problems.first().map(Problem::sentence).unwrap_or_default();
                format!("コードは読み取れましたが、直していただくところが{}か所あります。{first}", problems.len())
            }
        }
    }
}

impl std::fmt::Display for CodeFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence())
    }
}

impl std::error::Error for CodeFault {}
