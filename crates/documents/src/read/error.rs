//! Why a file could not be read, as a sentence for the person who chose it.

/// A refusal: what the file is and what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("文件是空的，请检查是否选错了文件，或者重新保存后再试。")]
    Empty,
    /// Word 97–2003, or a document locked with a password (both are OLE files).
    #[error(
        "这是旧版 Word 文档（.doc）或者加了密码的文档，本版本不支持。请用 Word 或 WPS 打开，去掉密码，另存为 .docx 后再试。"
    )]
    OldWord,
    /// WPS's own format.
    #[error("这是 WPS 文字专用格式（.wps），本版本不支持。请用 WPS 打开，另存为 .docx 后再试。")]
    Wps,
    /// A PDF whose structure cannot be made out.
    #[error("PDF 文件已损坏，无法读取。请用 PDF 阅读器打开后重新保存（或者另存为 .docx），再试一次。")]
    PdfDamaged,
    /// A PDF that asks for a password, or is locked in a way we do not know.
    #[error("PDF 文件加了密码，无法读取。请去掉密码后再试，或者改用原稿（.docx、.html）。")]
    PdfLocked,
    /// A PDF whose pages are pictures.
    #[error(
        "PDF 文件里只有图片（扫描件），没有可以读取的文字。请找到原稿（.docx、.html），或者用文字识别软件转成带文字的 PDF 后再试。"
    )]
    PdfScanned,
    /// A PDF whose fonts do not say which characters they print.
    #[error(
        "PDF 文件的字体没有标明文字编码，读出来只会是乱码。请用原稿（.docx、.html）重新导出 PDF，或者直接使用原稿。"
    )]
    PdfNoCharacters,
    /// A PDF that asks for far more work than a document does.
    #[error("PDF 文件展开后过大，为了安全没有读取。请用原稿重新导出 PDF，或者把内容拆成几个文件后再试。")]
    PdfTooLarge,
    /// OFD.
    #[error("这是 OFD 版式文件，本版本不支持读取 OFD。请找到原稿，另存为 .docx、.html 或 .txt 后再试。")]
    Ofd,
    /// Excel 97–2003 and binary books, WPS's own tables, or a book locked with a password.
    #[error(
        "这是旧版电子表格（.xls、.et、.xlsb）或者加了密码的表格，本版本不支持。请用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx 后再试。"
    )]
    Spreadsheet,
    /// Slides.
    #[error("这是演示文稿，本版本不支持读取。请把文字另存为 .docx、.html 或 .txt 后再试。")]
    Slides,
    /// RTF and OpenDocument.
    #[error("这种文档格式本版本不支持（例如 .rtf、.odt）。请用 Word 或 WPS 打开，另存为 .docx 后再试。")]
    OtherDocument,
    /// A picture.
    #[error("这是图片，里面的文字无法读取。请找到原稿，另存为 .docx、.html 或 .txt 后再试。")]
    Image,
    /// A compressed archive that is no document.
    #[error("这是压缩包，请先解压，再选择其中的 .docx、.html 或 .txt 文件。")]
    Archive,
    /// Nothing we know.
    #[error(
        "认不出这个文件的格式。目前可以读取 .docx、.pdf、.html、.mht、.xlsx、.txt 和 .md 文件，请另存为其中一种后再试。"
    )]
    Unknown,
    /// A DOCX that cannot be unpacked or whose XML is broken.
    #[error("文档已损坏，无法读取。请用 Word 或 WPS 打开并重新保存为 .docx 后再试。")]
    Damaged,
    /// Unpacks to far more than a document ever is.
    #[error("文档解压后过大，为了安全没有读取。请删去其中的大图片，或者另存为 .txt 后再试。")]
    TooLarge,
    /// Elements nested beyond any real document.
    #[error("文档的内部嵌套层次过深，为了安全没有读取。请把内容复制到新建的文档中，重新保存后再试。")]
    TooDeep,
    /// A table beyond any real document.
    #[error("文档中有过大的表格（列数或单元格数超过上限），没有读取。请拆分表格后再试。")]
    TableTooLarge,
}
