//! Plane geometry in the coordinates of a page as it is shown: points, x to the right, y downwards.

use domain::Area;

/// An affine map `(x, y) → (a·x + c·y + e, b·x + d·y + f)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub [f64; 6]);

impl Matrix {
    pub const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The map that does `self` first and `then` afterwards.
    pub fn then(self, then: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, then.0);
        Matrix([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    pub fn translate(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    pub fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The upright rectangle around the image of a rectangle.
    pub fn apply_box(self, x0: f64, y0: f64, x1: f64, y1: f64) -> Rect {
        Rect::around([(x0, y0), (x1, y0), (x1, y1), (x0, y1)].map(|(x, y)| self.apply(x, y)))
    }

    pub fn is_finite(self) -> bool {
        self.0.iter().all(|v| v.is_finite() && v.abs() < 1e9)
    }
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Rect {
    /// The smallest rectangle around points; empty and at infinity if there are none.
    pub fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Rect {
        points.into_iter().fold(Rect::NOTHING, |r, (x, y)| {
            let (x, y) = (x as f32, y as f32);
            Rect { left: r.left.min(x), top: r.top.min(y), right: r.right.max(x), bottom: r.bottom.max(y) }
        })
    }

    /// What joining starts from.
    pub const NOTHING: Rect = Rect { left: f32::MAX, top: f32::MAX, right: f32::MIN, bottom: f32::MIN };

    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    pub fn middle(&self) -> (f32, f32) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    pub fn contains(&self, (x, y): (f32, f32)) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    pub fn join(&self, other: &Rect) -> Rect {
        Rect {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub fn intersect(&self, other: &Rect) -> Rect {
        Rect {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.left > self.right || self.top > self.bottom
    }

    /// In tenths of a point, for a place.
    pub fn area(&self) -> Area {
        let tenths = |v: f32| (v * 10.0).round().clamp(-1e8, 1e8) as i32;
        let (left, top) = (tenths(self.left), tenths(self.top));
        Area { left, top, width: tenths(self.right) - left, height: tenths(self.bottom) - top }
    }
}

/// A quarter turn of a page, to read text that stands on its side as if it stood upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Turn {
    /// Text runs to the right.
    #[default]
    Right,
    /// Text runs downwards.
    Down,
    /// Text stands on its head.
    Left,
    /// Text runs upwards.
    Up,
}

impl Turn {
    /// Which way a vector points.
    pub fn of(x: f64, y: f64) -> Turn {
        match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
            (true, true, _) => Turn::Right,
            (true, false, _) => Turn::Left,
            (false, _, true) => Turn::Down,
            (false, _, false) => Turn::Up,
        }
    }

    /// Turns a rectangle about the origin so that text of this direction runs to the right.
    pub fn upright(self, r: &Rect) -> Rect {
        match self {
            Turn::Right => *r,
            Turn::Down => Rect { left: r.top, right: r.bottom, top: -r.right, bottom: -r.left },
            Turn::Left => Rect { left: -r.right, right: -r.left, top: -r.bottom, bottom: -r.top },
            Turn::Up => Rect { left: -r.bottom, right: -r.top, top: r.left, bottom: r.right },
        }
    }

    /// Turns a rectangle back.
    pub fn back(self, r: &Rect) -> Rect {
        match self {
            Turn::Down => Turn::Up.upright(r),
            Turn::Up => Turn::Down.upright(r),
            same => same.upright(r),
        }
    }

    /// The direction `inner` seen after everything was turned by `self`.
    pub fn relative(self, inner: Turn) -> Turn {
        let steps = |t: Turn| match t {
            Turn::Right => 0u8,
            Turn::Down => 1,
            Turn::Left => 2,
            Turn::Up => 3,
        };
        match (steps(inner) + 4 - steps(self)) % 4 {
            0 => Turn::Right,
            1 => Turn::Down,
            2 => Turn::Left,
            _ => Turn::Up,
        }
    }
}
