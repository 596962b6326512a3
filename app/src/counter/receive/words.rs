//! Why a camera or a file cannot be read at the counter, and which ways stay open.

use crate::device::camera::NoCamera;
use crate::device::eye::Trouble;

/// Why there is no picture.
pub fn no_camera(why: NoCamera) -> &'static str {
    match why {
        NoCamera::Insecure => {
            "このページはHTTPSで開かれていないため、カメラを使えません。https:// で始まるアドレスで開き直してください。読取機・画像・貼り付けは、このまま使えます。"
        }
        NoCamera::Denied => {
            "カメラの使用が許可されていません。アドレス欄の横にある印を押してカメラを「許可」にし、もう一度「カメラで読む」を押してください。読取機・画像・貼り付けは、このまま使えます。"
        }
        NoCamera::Absent => {
            "カメラが見つかりません。つながっているか確かめて、もう一度「カメラで読む」を押してください。読取機・画像・貼り付けは、このまま使えます。"
        }
        NoCamera::Busy => {
            "カメラを、ほかのプログラムが使っています。ビデオ会議などを閉じてから、もう一度「カメラで読む」を押してください。読取機・画像・貼り付けは、このまま使えます。"
        }
        NoCamera::Gone => {
            "カメラが外れたか、使えなくなりました。つなぎ直してから、もう一度「カメラで読む」を押してください。読取機・画像・貼り付けは、このまま使えます。"
        }
    }
}

/// Why a file could not be read, given the advice by its name.
pub fn nothing(advice: &str) -> &'static str {
    match advice {
        "aim" | "shade" => "この画像には、QRコードが見つかりません。コード全体が写っている画像を選んでください。",
        "nearer" => "QRコードが小さすぎて読めません。コードを大きく写した画像を選んでください。",
        _ => "QRコードはありますが、読み取れません。明るいところで、ぶれないように写した画像を選んでください。",
    }
}

/// Why a file could not be looked at.
pub fn trouble(why: Trouble) -> &'static str {
    match why {
        Trouble::Large => "ファイルが大きすぎます（60MBまで）。コードのところだけを画像にしてください。",
        Trouble::NoPicture => "画像として開けないファイルです。PNGかJPEGの画像、または画像の入ったPDFを選んでください。",
        Trouble::NoPictureInside => {
            "このPDFからは、コードを画像として取り出せません。PDFを大きく表示して読取機かカメラにかざすか、表示した画面を画像（PNG）にして選んでください。"
        }
        Trouble::NoReader => "読み取りの部品を読み込めません。ネットワークを確かめて、もう一度お試しください。",
    }
}
