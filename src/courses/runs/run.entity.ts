import {
	Check,
	Column,
	Entity,
	Index,
	JoinColumn,
	ManyToOne,
	PrimaryGeneratedColumn,
	type Relation,
} from 'typeorm';
import { Course } from '../course.entity.js';

export type Pace = 'rolling' | 'fixed';
export const SIGN_UPS = ['open', 'moderated', 'closed'] as const;
export type SignUp = (typeof SIGN_UPS)[number];

/** One round of a course with real people. Days are calendar days in the run's time zone. */
@Entity('runs')
@Check('ck_runs_pace', `pace IN ('rolling', 'fixed')`)
@Check('ck_runs_sign_up', `sign_up IN ('open', 'moderated', 'closed')`)
@Check('ck_runs_seats', 'seats > 0')
@Check('ck_runs_dates', 'ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on')
@Index('ix_runs_course', ['courseId'])
export class Run {
	@PrimaryGeneratedColumn('identity', {
		generatedIdentity: 'BY DEFAULT',
		primaryKeyConstraintName: 'pk_runs',
	})
	id: number;
	@Column('int', { name: 'course_id' }) courseId: number;
	@ManyToOne(() => Course, { onDelete: 'CASCADE', nullable: false })
	@JoinColumn({ name: 'course_id', foreignKeyConstraintName: 'fk_runs_course' })
	course: Relation<Course>;
	@Column('text') pace: Pace;
	@Column('date', { name: 'starts_on', nullable: true }) startsOn: string | null;
	@Column('date', { name: 'ends_on', nullable: true }) endsOn: string | null;
	@Column('text', { name: 'time_zone', default: 'UTC' }) timeZone: string;
	@Column('text', { name: 'sign_up', default: 'open' }) signUp: SignUp;
	/** How many participants it takes; null for any number. */
	@Column('int', { nullable: true }) seats: number | null;
	/** When it first took people, which its followers are told once. */
	@Column('timestamptz', { name: 'announced_at', nullable: true }) announcedAt: Date | null;
	@Column('timestamptz', { name: 'created_at', default: () => 'now()' }) createdAt: Date;
}
